-- How calls leave an account: routes, numbers to forward to, what trunks want to know, and who may dial what.

ALTER TABLE account ADD COLUMN country TEXT CHECK (country GLOB '[A-Z][A-Z]');
ALTER TABLE account ADD COLUMN emergency_cid_number TEXT;
ALTER TABLE account ADD COLUMN emergency_numbers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(emergency_numbers));
ALTER TABLE account ADD COLUMN allowed_classes TEXT NOT NULL
  DEFAULT '["local","national","mobile","international"]' CHECK (json_valid(allowed_classes));

ALTER TABLE sip_user ADD COLUMN out_anonymous INTEGER NOT NULL DEFAULT 0 CHECK (out_anonymous IN (0, 1));
ALTER TABLE sip_user ADD COLUMN emergency_cid_number TEXT;
ALTER TABLE sip_user ADD COLUMN allowed_classes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(allowed_classes));

ALTER TABLE sip_trunk ADD COLUMN auth_username TEXT;
ALTER TABLE sip_trunk ADD COLUMN auth_secret TEXT;
ALTER TABLE sip_trunk ADD COLUMN realm TEXT;
ALTER TABLE sip_trunk ADD COLUMN from_user TEXT;
ALTER TABLE sip_trunk ADD COLUMN from_domain TEXT;
ALTER TABLE sip_trunk ADD COLUMN cid_format TEXT NOT NULL DEFAULT 'plus' CHECK (cid_format IN ('plus', 'digits'));

-- The trunks are tried in the order of their list.
CREATE TABLE outbound_route (
  id TEXT PRIMARY KEY CHECK (id GLOB 'route_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  prefixes TEXT NOT NULL CHECK (json_valid(prefixes)),
  strip INTEGER NOT NULL CHECK (strip >= 0),
  prepend TEXT,
  cid_rule TEXT NOT NULL CHECK (cid_rule IN ('caller', 'trunk', 'account', 'anonymous')),
  priority INTEGER NOT NULL CHECK (priority >= 0),
  weight INTEGER NOT NULL CHECK (weight >= 0),
  schedule_id TEXT REFERENCES time_schedule (id) DEFERRABLE INITIALLY DEFERRED,
  trunk_ids TEXT NOT NULL CHECK (json_valid(trunk_ids)),
  silent_sec INTEGER NOT NULL CHECK (silent_sec > 0),
  ring_timeout_sec INTEGER NOT NULL CHECK (ring_timeout_sec > 0),
  emergency INTEGER NOT NULL CHECK (emergency IN (0, 1)),
  status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, name)
) STRICT;
CREATE INDEX outbound_route_account ON outbound_route (account_id, id);

CREATE TABLE forward (
  id TEXT PRIMARY KEY CHECK (id GLOB 'fwd_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  number TEXT NOT NULL,
  cid_rule TEXT NOT NULL CHECK (cid_rule IN ('caller', 'trunk', 'account', 'anonymous')),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, name)
) STRICT;
CREATE INDEX forward_account ON forward (account_id, id);
