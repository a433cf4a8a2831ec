-- What opens a mailbox by telephone; the sealed hash alone is kept.

ALTER TABLE voicemail ADD COLUMN pin_hash TEXT;
