-- Answers to requests that may come again (Idempotency-Key), for a day; what was asked and answered is sealed.

CREATE TABLE kept_answer (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  request TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('under_way', 'unknown', 'answered')),
  process TEXT NOT NULL,
  answer TEXT,
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  begun_at INTEGER NOT NULL,
  CHECK ((state = 'answered') = (answer IS NOT NULL))
) STRICT;
CREATE INDEX kept_answer_account ON kept_answer (account_id, bytes);
CREATE INDEX kept_answer_begun ON kept_answer (begun_at);
