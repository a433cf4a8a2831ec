-- What callers are told while they wait, beside their position.

ALTER TABLE queue ADD COLUMN announce_wait INTEGER NOT NULL DEFAULT 0 CHECK (announce_wait IN (0, 1));
ALTER TABLE queue ADD COLUMN message_media_id TEXT;
ALTER TABLE queue ADD COLUMN message_interval_sec INTEGER CHECK (message_interval_sec BETWEEN 10 AND 3600);
