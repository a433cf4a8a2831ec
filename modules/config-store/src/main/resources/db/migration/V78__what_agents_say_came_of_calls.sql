-- What agents of a queue may say came of a call.

ALTER TABLE queue ADD COLUMN dispositions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(dispositions));
