-- How many trunks of an account are asked by OPTIONS or registered at.

ALTER TABLE account ADD COLUMN max_watched_trunks INTEGER NOT NULL DEFAULT 20 CHECK (max_watched_trunks >= 0);
