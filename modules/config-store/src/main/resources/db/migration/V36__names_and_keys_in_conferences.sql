-- Who comes to a conference may be told by name, and members may have keys.

ALTER TABLE conference RENAME TO conference_before;
DROP INDEX conference_account;
CREATE TABLE conference (
  id TEXT PRIMARY KEY CHECK (id GLOB 'conf_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  pin TEXT,
  moderator_pin TEXT,
  wait_for_moderator INTEGER NOT NULL CHECK (wait_for_moderator IN (0, 1)),
  end_with_moderator INTEGER NOT NULL CHECK (end_with_moderator IN (0, 1)),
  max_members INTEGER NOT NULL CHECK (max_members BETWEEN 2 AND 50),
  announce TEXT NOT NULL CHECK (announce IN ('none', 'chime', 'name')),
  mute_on_entry INTEGER NOT NULL CHECK (mute_on_entry IN (0, 1)),
  member_keys INTEGER NOT NULL CHECK (member_keys IN (0, 1)),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, name)
) STRICT;
INSERT INTO conference (id, account_id, name, pin, moderator_pin, wait_for_moderator, end_with_moderator, max_members,
    announce, mute_on_entry, member_keys, row_version, created_at, updated_at)
  SELECT id, account_id, name, pin, moderator_pin, wait_for_moderator, end_with_moderator, max_members,
    announce, mute_on_entry, 0, row_version, created_at, updated_at FROM conference_before;
DROP TABLE conference_before;
CREATE INDEX conference_account ON conference (account_id, id);
