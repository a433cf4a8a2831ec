-- Networks that nobody bans, whatever comes from there; given from above, as the addresses of trunks are.

CREATE TABLE allowed_network (
  id TEXT PRIMARY KEY CHECK (id GLOB 'alw_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  network TEXT NOT NULL UNIQUE,
  note TEXT,
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX allowed_network_account ON allowed_network (account_id, id);
