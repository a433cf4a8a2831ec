-- Who changed what from what to what: written with the change itself, kept for a while (retention.audit).

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE CHECK (id GLOB 'aud_*'),
  account_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT,
  action TEXT NOT NULL CHECK (action IN ('created', 'changed', 'removed', 'moved', 'published')),
  resource TEXT NOT NULL,
  row_id TEXT NOT NULL,
  row_name TEXT NOT NULL,
  changes TEXT NOT NULL CHECK (json_valid(changes))
) STRICT;
CREATE INDEX audit_account ON audit (account_id, seq);
CREATE INDEX audit_row ON audit (account_id, row_id, seq);
CREATE INDEX audit_at ON audit (at);
