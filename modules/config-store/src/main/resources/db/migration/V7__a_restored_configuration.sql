-- Whether the configuration came back from a backup since it was told to that log, which may then know newer rows.
ALTER TABLE outbox_log ADD COLUMN restored INTEGER NOT NULL DEFAULT 0 CHECK (restored IN (0, 1));
