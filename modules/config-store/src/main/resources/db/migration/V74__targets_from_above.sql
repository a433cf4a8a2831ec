-- What accounts below others are told of them has their target for numbers without one: it is told once to a log that knows them already.

ALTER TABLE outbox_log ADD COLUMN accounts_due INTEGER NOT NULL DEFAULT 0 CHECK (accounts_due IN (0, 1));
UPDATE outbox_log SET accounts_due = 1;
