-- The log that has been told what the outbox calls published: another one must be told everything.
CREATE TABLE outbox_log (
  place INTEGER PRIMARY KEY CHECK (place = 1),
  log TEXT NOT NULL
) STRICT;
