-- Rooms whose callers hear each other. Their PINs are sealed.

CREATE TABLE conference (
  id TEXT PRIMARY KEY CHECK (id GLOB 'conf_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  pin TEXT,
  moderator_pin TEXT,
  wait_for_moderator INTEGER NOT NULL CHECK (wait_for_moderator IN (0, 1)),
  end_with_moderator INTEGER NOT NULL CHECK (end_with_moderator IN (0, 1)),
  max_members INTEGER NOT NULL CHECK (max_members BETWEEN 2 AND 50),
  announce TEXT NOT NULL CHECK (announce IN ('none', 'chime')),
  mute_on_entry INTEGER NOT NULL CHECK (mute_on_entry IN (0, 1)),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, name)
) STRICT;
CREATE INDEX conference_account ON conference (account_id, id);
