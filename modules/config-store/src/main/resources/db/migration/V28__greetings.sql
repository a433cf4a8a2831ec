-- What mailboxes say: one greeting for who is busy, one before all others for a time, and whose mailbox it is.

ALTER TABLE voicemail ADD COLUMN busy_greeting_media_id TEXT;
ALTER TABLE voicemail ADD COLUMN temporary_greeting_media_id TEXT;
ALTER TABLE voicemail ADD COLUMN temporary_greeting_until TEXT CHECK (temporary_greeting_until GLOB '????-??-??');
ALTER TABLE voicemail ADD COLUMN name_media_id TEXT;
