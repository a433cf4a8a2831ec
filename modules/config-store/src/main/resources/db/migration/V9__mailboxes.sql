-- Mailboxes; their messages are the log's.

CREATE TABLE voicemail (
  id TEXT PRIMARY KEY CHECK (id GLOB 'vm_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  greeting_media_id TEXT,
  skip_instructions INTEGER NOT NULL CHECK (skip_instructions IN (0, 1)),
  quota_mb INTEGER NOT NULL CHECK (quota_mb > 0),
  max_message_sec INTEGER NOT NULL CHECK (max_message_sec > 0),
  min_message_sec INTEGER NOT NULL CHECK (min_message_sec >= 0),
  keep_days INTEGER CHECK (keep_days > 0),
  keep_deleted_days INTEGER NOT NULL CHECK (keep_deleted_days >= 0),
  notify_email TEXT,
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, name)
) STRICT;
CREATE INDEX voicemail_account ON voicemail (account_id, id);
