-- Calls to numbers of other accounts of the platform stay on it.

ALTER TABLE account ADD COLUMN on_net INTEGER NOT NULL DEFAULT 1 CHECK (on_net IN (0, 1));
