-- Slots that callers wait in, codes that phones dial, and who may pick up whose calls.

CREATE TABLE park_lot (
  id TEXT PRIMARY KEY CHECK (id GLOB 'pk_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  digits TEXT NOT NULL CHECK (digits NOT GLOB '*[^0-9*#]*'),
  first_slot INTEGER NOT NULL CHECK (first_slot > 0),
  slots INTEGER NOT NULL CHECK (slots > 0),
  timeout_sec INTEGER NOT NULL CHECK (timeout_sec > 0),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, name),
  UNIQUE (account_id, digits)
) STRICT;
CREATE INDEX park_lot_account ON park_lot (account_id, id);

CREATE TABLE feature_code (
  id TEXT PRIMARY KEY CHECK (id GLOB 'fc_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  feature TEXT NOT NULL CHECK (feature NOT GLOB '*[^a-z_]*'),
  code TEXT NOT NULL CHECK (code NOT GLOB '*[^0-9*#]*'),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, feature)
) STRICT;
CREATE INDEX feature_code_account ON feature_code (account_id, id);

ALTER TABLE sip_user ADD COLUMN pickup_group TEXT;
