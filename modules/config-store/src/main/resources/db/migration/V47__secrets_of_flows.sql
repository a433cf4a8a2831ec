-- What flows use and nobody reads, and the networks that they may ask though those are not public.

CREATE TABLE secret (
  id TEXT PRIMARY KEY CHECK (id GLOB 'sec_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  secret TEXT NOT NULL,
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, name)
) STRICT;
CREATE INDEX secret_account ON secret (account_id, id);

ALTER TABLE account ADD COLUMN http_allowed TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(http_allowed));
