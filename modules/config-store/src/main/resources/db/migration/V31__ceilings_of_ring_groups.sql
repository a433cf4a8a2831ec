-- How many calls at once a ring group takes.

ALTER TABLE ring_group ADD COLUMN max_calls INTEGER CHECK (max_calls >= 0);
