-- What keys do that callers of a queue press while they wait.

CREATE TABLE in_queue_option (
  id TEXT PRIMARY KEY CHECK (id GLOB 'iqo_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  queue_id TEXT NOT NULL REFERENCES queue (id) DEFERRABLE INITIALLY DEFERRED,
  digit TEXT NOT NULL CHECK (length(digit) = 1),
  action TEXT NOT NULL CHECK (action IN ('route', 'webhook', 'deflect', 'callback', 'hangup')),
  dest_kind TEXT CHECK (dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  dest_id TEXT,
  webhook_url TEXT CHECK (length(webhook_url) BETWEEN 1 AND 1024),
  webhook_secret_id TEXT REFERENCES secret (id) DEFERRABLE INITIALLY DEFERRED,
  stay_in_queue INTEGER NOT NULL DEFAULT 1 CHECK (stay_in_queue IN (0, 1)),
  prompt_media_id TEXT,
  label TEXT CHECK (length(label) BETWEEN 1 AND 255),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (queue_id, digit)
) STRICT;
CREATE INDEX in_queue_option_account ON in_queue_option (account_id, id);
