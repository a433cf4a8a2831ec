-- Where calls go when no phone of a user can be reached; without it, where unanswered ones go.

ALTER TABLE sip_user ADD COLUMN fwd_unreachable_kind TEXT CHECK (fwd_unreachable_kind IN
  ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup'));
ALTER TABLE sip_user ADD COLUMN fwd_unreachable_id TEXT;

CREATE TABLE ring_group (
  id TEXT PRIMARY KEY CHECK (id GLOB 'rg_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  strategy TEXT NOT NULL CHECK (strategy IN ('simultaneous', 'sequential', 'round_robin', 'random')),
  ring_timeout_sec INTEGER NOT NULL CHECK (ring_timeout_sec BETWEEN 1 AND 600),
  skip_busy INTEGER NOT NULL CHECK (skip_busy IN (0, 1)),
  cid_prefix TEXT,
  no_answer_dest_kind TEXT CHECK (no_answer_dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  no_answer_dest_id TEXT,
  schedule_id TEXT REFERENCES time_schedule (id) DEFERRABLE INITIALLY DEFERRED,
  closed_dest_kind TEXT CHECK (closed_dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  closed_dest_id TEXT,
  holiday_dest_kind TEXT CHECK (holiday_dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  holiday_dest_id TEXT,
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, name)
) STRICT;
CREATE INDEX ring_group_account ON ring_group (account_id, id);

-- A user stands in a group once.
CREATE TABLE ring_group_member (
  ring_group_id TEXT NOT NULL REFERENCES ring_group (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  user_id TEXT NOT NULL REFERENCES sip_user (id) DEFERRABLE INITIALLY DEFERRED,
  ring_order INTEGER NOT NULL CHECK (ring_order >= 0),
  delay_sec INTEGER NOT NULL CHECK (delay_sec >= 0),
  timeout_sec INTEGER CHECK (timeout_sec BETWEEN 1 AND 600),
  PRIMARY KEY (ring_group_id, position),
  UNIQUE (ring_group_id, user_id)
) STRICT;
CREATE INDEX ring_group_member_user ON ring_group_member (account_id, user_id);
