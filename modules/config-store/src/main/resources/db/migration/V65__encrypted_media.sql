-- Whether the media of a device or trunk is encrypted.

ALTER TABLE sip_device ADD COLUMN media_encryption TEXT NOT NULL DEFAULT 'optional'
  CHECK (media_encryption IN ('off', 'optional', 'required'));
ALTER TABLE sip_trunk ADD COLUMN media_encryption TEXT NOT NULL DEFAULT 'optional'
  CHECK (media_encryption IN ('off', 'optional', 'required'));
