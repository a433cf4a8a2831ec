-- Who is told of events by HTTP, how far each of them is, and what it would not take.

CREATE TABLE webhook (
  id TEXT PRIMARY KEY CHECK (id GLOB 'wh_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  url TEXT NOT NULL,
  events TEXT NOT NULL CHECK (json_valid(events)),
  secret TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, name)
) STRICT;
CREATE INDEX webhook_account ON webhook (account_id, id);

-- next_offset: the first event in the account's partition of the log that has not been taken.
CREATE TABLE webhook_delivery (
  webhook_id TEXT PRIMARY KEY REFERENCES webhook (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  next_offset INTEGER NOT NULL CHECK (next_offset >= 0),
  failures INTEGER NOT NULL CHECK (failures >= 0),
  reason TEXT,
  delivered_at INTEGER
) STRICT;

CREATE TABLE webhook_dead_letter (
  id TEXT PRIMARY KEY CHECK (id GLOB 'dl_*'),
  webhook_id TEXT NOT NULL REFERENCES webhook (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  from_offset INTEGER NOT NULL,
  to_offset INTEGER NOT NULL,
  events INTEGER NOT NULL CHECK (events > 0),
  attempts INTEGER NOT NULL,
  reason TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_dead_letter_webhook ON webhook_dead_letter (webhook_id, id);
