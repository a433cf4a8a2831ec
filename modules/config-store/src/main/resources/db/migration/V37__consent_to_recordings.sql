-- Who is recorded may have to agree by a key.

ALTER TABLE account ADD COLUMN recording_consent TEXT NOT NULL DEFAULT 'none'
    CHECK (recording_consent IN ('none', 'key', 'key_or_silence'));
ALTER TABLE account ADD COLUMN recording_consent_sec INTEGER NOT NULL DEFAULT 20
    CHECK (recording_consent_sec BETWEEN 5 AND 60);
