-- Who may come in by the console or with a session over REST. People of the platform belong to acc_platform, which is no
-- row of account. A password is kept as its Argon2id hash (RFC 9106) alone; whoever has none cannot log in.
CREATE TABLE person (
  id TEXT PRIMARY KEY CHECK (id GLOB 'per_*'),
  account_id TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE CHECK (email = lower(email)),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  role TEXT NOT NULL CHECK (role IN ('platform', 'reseller', 'account_admin', 'supervisor', 'agent', 'read_only')),
  user_id TEXT REFERENCES sip_user (id) DEFERRABLE INITIALLY DEFERRED,
  password_hash TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK ((role = 'platform') = (account_id = 'acc_platform'))
) STRICT;
CREATE INDEX person_account ON person (account_id, id);

-- A session is stored as the SHA-256 of its secret: with 256 random bits there is nothing to guess. Times are epoch milliseconds.
CREATE TABLE session (
  id TEXT PRIMARY KEY CHECK (id GLOB 'ses_*'),
  account_id TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  address TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_person ON session (person_id, id);
CREATE INDEX session_account ON session (account_id, id);

-- A new password, another role and a log-in that is switched off end what was begun before.
CREATE TRIGGER session_ends AFTER UPDATE ON person
WHEN NEW.password_hash IS NOT OLD.password_hash OR NEW.role <> OLD.role OR NEW.status <> 'active'
BEGIN
  DELETE FROM session WHERE person_id = NEW.id;
END;
