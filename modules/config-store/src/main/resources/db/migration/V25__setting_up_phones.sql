-- Tokens by which a phone fetches its settings: hashed, for a while, good once.

CREATE TABLE provisioning_token (
  hash TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  device_id TEXT NOT NULL REFERENCES sip_device (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  model TEXT NOT NULL,
  server TEXT NOT NULL,
  used INTEGER NOT NULL CHECK (used IN (0, 1)),
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX provisioning_token_device ON provisioning_token (device_id);
CREATE INDEX provisioning_token_expires ON provisioning_token (expires_at);
