-- How many calls at once a reseller has for itself and all accounts below it.

ALTER TABLE account ADD COLUMN max_channels INTEGER CHECK (max_channels >= 0);
