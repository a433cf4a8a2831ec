-- Trunks that prove who they are by a password, and may register at us.

CREATE TABLE sip_trunk_that_logs_in (
  id TEXT PRIMARY KEY CHECK (id GLOB 'tr_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  provider TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('carrier', 'pbx')),
  direction TEXT NOT NULL CHECK (direction IN ('inbound', 'outbound', 'both')),
  proxy TEXT,
  transport TEXT NOT NULL CHECK (transport IN ('udp', 'tcp', 'tls')),
  inbound_auth TEXT NOT NULL CHECK (inbound_auth IN ('ip', 'digest', 'none')),
  max_channels INTEGER CHECK (max_channels >= 0),
  cid_number TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  auth_username TEXT,
  auth_secret TEXT,
  realm TEXT,
  from_user TEXT,
  from_domain TEXT,
  cid_format TEXT NOT NULL DEFAULT 'plus' CHECK (cid_format IN ('plus', 'digits')),
  do_register INTEGER NOT NULL DEFAULT 0 CHECK (do_register IN (0, 1)),
  expire_sec INTEGER NOT NULL DEFAULT 3600 CHECK (expire_sec > 0),
  options_interval_sec INTEGER CHECK (options_interval_sec > 0),
  options_down_after INTEGER NOT NULL DEFAULT 3 CHECK (options_down_after > 0),
  options_up_after INTEGER NOT NULL DEFAULT 2 CHECK (options_up_after > 0),
  diversion TEXT NOT NULL DEFAULT 'both' CHECK (diversion IN ('diversion', 'history_info', 'both', 'none')),
  recording TEXT CHECK (recording IN ('off', 'on_demand', 'always')),
  codecs TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(codecs)),
  headers_removed TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(headers_removed)),
  headers_added TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(headers_added)),
  inbound_username TEXT,
  inbound_realm TEXT,
  inbound_ha1 TEXT,
  inbound_ha1_sha256 TEXT,
  allowed_classes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(allowed_classes)),
  calls_inside INTEGER NOT NULL DEFAULT 1 CHECK (calls_inside IN (0, 1)),
  UNIQUE (account_id, name),
  UNIQUE (inbound_username, inbound_realm),
  CHECK (inbound_auth <> 'digest' OR inbound_ha1 IS NOT NULL)
) STRICT;
INSERT INTO sip_trunk_that_logs_in (id, account_id, name, provider, role, direction, proxy, transport, inbound_auth,
    max_channels, cid_number, status, row_version, created_at, updated_at, auth_username, auth_secret, realm, from_user,
    from_domain, cid_format, do_register, expire_sec, options_interval_sec, options_down_after, options_up_after,
    diversion, recording, codecs, headers_removed, headers_added)
  SELECT id, account_id, name, provider, role, direction, proxy, transport, inbound_auth,
    max_channels, cid_number, status, row_version, created_at, updated_at, auth_username, auth_secret, realm, from_user,
    from_domain, cid_format, do_register, expire_sec, options_interval_sec, options_down_after, options_up_after,
    diversion, recording, codecs, headers_removed, headers_added
  FROM sip_trunk;

-- The addresses go with their trunk, so they step aside while it is replaced.
CREATE TABLE sip_trunk_ip_before AS SELECT ip, account_id, trunk_id, position FROM sip_trunk_ip;
DROP TABLE sip_trunk_ip;
DROP TABLE sip_trunk;
ALTER TABLE sip_trunk_that_logs_in RENAME TO sip_trunk;
CREATE INDEX sip_trunk_account ON sip_trunk (account_id, id);
CREATE TABLE sip_trunk_ip (
  ip TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  trunk_id TEXT NOT NULL REFERENCES sip_trunk (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL
) STRICT;
INSERT INTO sip_trunk_ip (ip, account_id, trunk_id, position)
  SELECT ip, account_id, trunk_id, position FROM sip_trunk_ip_before;
DROP TABLE sip_trunk_ip_before;
CREATE INDEX sip_trunk_ip_trunk ON sip_trunk_ip (trunk_id, position);
CREATE INDEX sip_trunk_ip_account ON sip_trunk_ip (account_id, ip);
