-- Sounds that whoever waits hears one after the other, and where.

CREATE TABLE playlist (
  id TEXT PRIMARY KEY CHECK (id GLOB 'pl_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  media_ids TEXT NOT NULL,
  play_order TEXT NOT NULL CHECK (play_order IN ('ordered', 'shuffled')),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, name)
) STRICT;
CREATE INDEX playlist_account ON playlist (account_id, id);

ALTER TABLE account ADD COLUMN moh_playlist_id TEXT;
ALTER TABLE queue ADD COLUMN moh_playlist_id TEXT;
ALTER TABLE park_lot ADD COLUMN moh_playlist_id TEXT;
