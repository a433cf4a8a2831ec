-- What becomes of a call whose From names somebody its caller is not; without a word it is refused.

ALTER TABLE account ADD COLUMN from_of_another TEXT CHECK (from_of_another IN ('refuse', 'overwrite'));
