-- Whoever has the word of a link is let in once as its person, for some minutes. It is stored as the SHA-256 of the word, as
-- sessions are. Times are epoch milliseconds.
CREATE TABLE log_in_link (
  hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX log_in_link_person ON log_in_link (person_id, created_at);
CREATE INDEX log_in_link_account ON log_in_link (account_id);

-- As with sessions: a new password, another role and a log-in that is switched off end what was given out before.
CREATE TRIGGER log_in_link_ends AFTER UPDATE ON person
WHEN NEW.password_hash IS NOT OLD.password_hash OR NEW.role <> OLD.role OR NEW.status <> 'active'
BEGIN
  DELETE FROM log_in_link WHERE person_id = NEW.id;
END;
