-- When calls to numbers outside look suspicious, and when they stop.

CREATE TABLE fraud_rule (
  id TEXT PRIMARY KEY CHECK (id GLOB 'frd_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  watch TEXT NOT NULL CHECK (watch IN ('calls', 'destinations', 'minutes', 'short_calls', 'night_calls', 'concurrent')),
  classes TEXT NOT NULL,
  period_sec INTEGER NOT NULL CHECK (period_sec > 0),
  warn_at INTEGER CHECK (warn_at > 0),
  block_at INTEGER CHECK (block_at > 0),
  block_sec INTEGER NOT NULL CHECK (block_sec > 0),
  short_sec INTEGER NOT NULL CHECK (short_sec > 0),
  night_from TEXT NOT NULL,
  night_until TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, name)
) STRICT;
CREATE INDEX fraud_rule_account ON fraud_rule (account_id, id);
