-- What the mail about a message has, and whether the message stays.

ALTER TABLE voicemail ADD COLUMN notify_attach INTEGER NOT NULL DEFAULT 1 CHECK (notify_attach IN (0, 1));
ALTER TABLE voicemail ADD COLUMN notify_delete INTEGER NOT NULL DEFAULT 0 CHECK (notify_delete IN (0, 1));
