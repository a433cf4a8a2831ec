-- Every tenant row: prefixed ULID, indexed account_id, row_version for optimistic locking, epoch seconds.
-- Foreign keys are deferred to the commit, so that one transaction may write rows that refer to each other.

CREATE TABLE account (
  id TEXT PRIMARY KEY CHECK (id GLOB 'acc_*'),
  parent_id TEXT REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'closed')),
  is_reseller INTEGER NOT NULL CHECK (is_reseller IN (0, 1)),
  timezone TEXT NOT NULL,
  language TEXT NOT NULL,
  voice_gender TEXT NOT NULL CHECK (voice_gender IN ('male', 'female')),
  brand_name TEXT,
  brand_domain TEXT,
  max_in INTEGER CHECK (max_in >= 0),
  max_out INTEGER CHECK (max_out >= 0),
  max_dialer INTEGER CHECK (max_dialer >= 0),
  default_cid_number TEXT,
  did_default_dest_kind TEXT CHECK (did_default_dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  did_default_dest_id TEXT,
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX account_name ON account (coalesce(parent_id, ''), name);
CREATE INDEX account_parent ON account (parent_id);

-- One line per ancestor of an account: depth 1 is the parent. A subtree is a look-up, never a walk.
CREATE TABLE account_ancestor (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  depth INTEGER NOT NULL CHECK (depth > 0),
  ancestor_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (account_id, depth)
) STRICT;
CREATE INDEX account_ancestor_down ON account_ancestor (ancestor_id, account_id);

-- The version of an account's configuration: grows by one with each committed change, outlives the account.
CREATE TABLE account_version (
  account_id TEXT PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE TABLE sip_domain (
  id TEXT PRIMARY KEY CHECK (id GLOB 'dom_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  domain TEXT NOT NULL UNIQUE CHECK (domain = lower(domain)),
  is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sip_domain_account ON sip_domain (account_id, id);

CREATE TABLE sip_user (
  id TEXT PRIMARY KEY CHECK (id GLOB 'us_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  username TEXT NOT NULL,
  display_name TEXT NOT NULL,
  is_agent INTEGER NOT NULL CHECK (is_agent IN (0, 1)),
  out_cid_number TEXT,
  out_cid_name TEXT,
  max_simultaneous INTEGER CHECK (max_simultaneous >= 0),
  ring_timeout_sec INTEGER NOT NULL CHECK (ring_timeout_sec BETWEEN 1 AND 600),
  voicemail_id TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
  ring_strategy TEXT NOT NULL CHECK (ring_strategy IN ('simultaneous', 'sequential', 'specific')),
  dnd INTEGER NOT NULL CHECK (dnd IN (0, 1)),
  fwd_always_kind TEXT CHECK (fwd_always_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  fwd_always_id TEXT,
  fwd_busy_kind TEXT CHECK (fwd_busy_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  fwd_busy_id TEXT,
  fwd_noanswer_kind TEXT CHECK (fwd_noanswer_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  fwd_noanswer_id TEXT,
  auto_ready_on_login INTEGER NOT NULL CHECK (auto_ready_on_login IN (0, 1)),
  auto_queue_login INTEGER NOT NULL CHECK (auto_queue_login IN (0, 1)),
  allow_pstn_blind_transfer INTEGER NOT NULL CHECK (allow_pstn_blind_transfer IN (0, 1)),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, username)
) STRICT;
CREATE INDEX sip_user_account ON sip_user (account_id, id);

CREATE TABLE sip_device (
  id TEXT PRIMARY KEY CHECK (id GLOB 'dev_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  user_id TEXT NOT NULL REFERENCES sip_user (id) DEFERRABLE INITIALLY DEFERRED,
  auth_username TEXT NOT NULL,
  realm TEXT NOT NULL CHECK (realm = lower(realm)),
  ha1 TEXT NOT NULL,
  ha1_sha256 TEXT,
  transport TEXT NOT NULL CHECK (transport IN ('udp', 'tcp', 'tls', 'wss')),
  is_webrtc INTEGER NOT NULL CHECK (is_webrtc IN (0, 1)),
  status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
  ring_order INTEGER NOT NULL,
  ring_on_fork INTEGER NOT NULL CHECK (ring_on_fork IN (0, 1)),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (auth_username, realm)
) STRICT;
CREATE INDEX sip_device_account ON sip_device (account_id, id);
CREATE INDEX sip_device_user ON sip_device (user_id);
CREATE INDEX sip_device_realm ON sip_device (account_id, realm);

CREATE TABLE sip_trunk (
  id TEXT PRIMARY KEY CHECK (id GLOB 'tr_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  provider TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('carrier', 'pbx')),
  direction TEXT NOT NULL CHECK (direction IN ('inbound', 'outbound', 'both')),
  proxy TEXT,
  transport TEXT NOT NULL CHECK (transport IN ('udp', 'tcp', 'tls')),
  inbound_auth TEXT NOT NULL CHECK (inbound_auth IN ('ip', 'none')),
  max_channels INTEGER CHECK (max_channels >= 0),
  cid_number TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, name)
) STRICT;
CREATE INDEX sip_trunk_account ON sip_trunk (account_id, id);

-- An address belongs to one trunk of the platform: it alone says whose call it is.
CREATE TABLE sip_trunk_ip (
  ip TEXT PRIMARY KEY,
  trunk_id TEXT NOT NULL REFERENCES sip_trunk (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX sip_trunk_ip_trunk ON sip_trunk_ip (trunk_id, position);

CREATE TABLE time_schedule (
  id TEXT PRIMARY KEY CHECK (id GLOB 'sch_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  timezone TEXT,
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, name)
) STRICT;
CREATE INDEX time_schedule_account ON time_schedule (account_id, id);

CREATE TABLE time_schedule_rule (
  id TEXT PRIMARY KEY,
  schedule_id TEXT NOT NULL REFERENCES time_schedule (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('weekly', 'date', 'date_range')),
  dow INTEGER CHECK (dow BETWEEN 0 AND 6),
  start_time TEXT,
  end_time TEXT,
  start_date TEXT,
  end_date TEXT,
  is_closed INTEGER NOT NULL CHECK (is_closed IN (0, 1)),
  CHECK (kind <> 'weekly' OR dow IS NOT NULL),
  CHECK (kind = 'weekly' OR start_date IS NOT NULL),
  CHECK (kind <> 'date_range' OR end_date IS NOT NULL),
  CHECK ((start_time IS NULL) = (end_time IS NULL))
) STRICT;
CREATE INDEX time_schedule_rule_schedule ON time_schedule_rule (schedule_id, position);

CREATE TABLE call_flow (
  id TEXT PRIMARY KEY CHECK (id GLOB 'flow_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  draft TEXT NOT NULL CHECK (json_valid(draft)),
  published_version INTEGER CHECK (published_version > 0),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, name)
) STRICT;
CREATE INDEX call_flow_account ON call_flow (account_id, id);

CREATE TABLE call_flow_version (
  flow_id TEXT NOT NULL REFERENCES call_flow (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  version INTEGER NOT NULL CHECK (version > 0),
  name TEXT NOT NULL,
  graph TEXT NOT NULL CHECK (json_valid(graph)),
  actor TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  PRIMARY KEY (flow_id, version)
) STRICT;
CREATE TRIGGER call_flow_version_immutable BEFORE UPDATE ON call_flow_version
BEGIN
  SELECT RAISE(ABORT, 'a published flow version never changes');
END;

CREATE TABLE queue (
  id TEXT PRIMARY KEY CHECK (id GLOB 'q_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  strategy TEXT NOT NULL CHECK (strategy IN ('longest_idle')),
  agent_ring_timeout_sec INTEGER NOT NULL CHECK (agent_ring_timeout_sec BETWEEN 1 AND 600),
  max_wait_sec INTEGER CHECK (max_wait_sec >= 0),
  wrap_up_sec INTEGER NOT NULL CHECK (wrap_up_sec >= 0),
  max_no_answer INTEGER NOT NULL CHECK (max_no_answer >= 0),
  announce_position INTEGER NOT NULL CHECK (announce_position IN (0, 1)),
  announce_first_sec INTEGER NOT NULL CHECK (announce_first_sec >= 0),
  announce_interval_sec INTEGER NOT NULL CHECK (announce_interval_sec >= 0),
  moh_mode TEXT NOT NULL CHECK (moh_mode IN ('stream', 'file')),
  moh_media_id TEXT,
  language TEXT,
  max_queued INTEGER CHECK (max_queued >= 0),
  ewt_threshold_sec INTEGER CHECK (ewt_threshold_sec >= 0),
  ewt_aht_sec INTEGER CHECK (ewt_aht_sec >= 0),
  timeout_dest_kind TEXT CHECK (timeout_dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  timeout_dest_id TEXT,
  no_agents_dest_kind TEXT CHECK (no_agents_dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  no_agents_dest_id TEXT,
  queue_full_dest_kind TEXT CHECK (queue_full_dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  queue_full_dest_id TEXT,
  ewt_dest_kind TEXT CHECK (ewt_dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  ewt_dest_id TEXT,
  schedule_id TEXT REFERENCES time_schedule (id) DEFERRABLE INITIALLY DEFERRED,
  closed_dest_kind TEXT CHECK (closed_dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  closed_dest_id TEXT,
  holiday_dest_kind TEXT CHECK (holiday_dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  holiday_dest_id TEXT,
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, name)
) STRICT;
CREATE INDEX queue_account ON queue (account_id, id);

CREATE TABLE agent_queue_assignment (
  id TEXT PRIMARY KEY CHECK (id GLOB 'aqa_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  queue_id TEXT NOT NULL REFERENCES queue (id) DEFERRABLE INITIALLY DEFERRED,
  user_id TEXT NOT NULL REFERENCES sip_user (id) DEFERRABLE INITIALLY DEFERRED,
  tier_level INTEGER NOT NULL CHECK (tier_level BETWEEN 1 AND 100),
  position INTEGER NOT NULL CHECK (position >= 0),
  mode TEXT NOT NULL CHECK (mode IN ('static', 'mandatory', 'optional', 'supervised')),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (queue_id, user_id)
) STRICT;
CREATE INDEX agent_queue_assignment_account ON agent_queue_assignment (account_id, id);
CREATE INDEX agent_queue_assignment_user ON agent_queue_assignment (user_id);

CREATE TABLE did (
  id TEXT PRIMARY KEY CHECK (id GLOB 'did_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  e164 TEXT NOT NULL UNIQUE CHECK (e164 NOT GLOB '*[^0-9]*'),
  label TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'disabled', 'virtual')),
  dest_kind TEXT CHECK (dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  dest_id TEXT,
  dest_xform TEXT NOT NULL CHECK (json_valid(dest_xform)),
  max_channels INTEGER CHECK (max_channels >= 0),
  fax_mode TEXT NOT NULL CHECK (fax_mode IN ('voice', 't38', 'passthrough')),
  allow_anonymous INTEGER NOT NULL CHECK (allow_anonymous IN (0, 1)),
  schedule_id TEXT REFERENCES time_schedule (id) DEFERRABLE INITIALLY DEFERRED,
  closed_dest_kind TEXT CHECK (closed_dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  closed_dest_id TEXT,
  holiday_dest_kind TEXT CHECK (holiday_dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  holiday_dest_id TEXT,
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX did_account ON did (account_id, id);

CREATE TABLE extension (
  id TEXT PRIMARY KEY CHECK (id GLOB 'ext_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  digits TEXT NOT NULL CHECK (digits NOT GLOB '*[^0-9*#]*'),
  dest_kind TEXT NOT NULL CHECK (dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  dest_id TEXT,
  dest_xform TEXT NOT NULL CHECK (json_valid(dest_xform)),
  status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
  schedule_id TEXT REFERENCES time_schedule (id) DEFERRABLE INITIALLY DEFERRED,
  closed_dest_kind TEXT CHECK (closed_dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  closed_dest_id TEXT,
  holiday_dest_kind TEXT CHECK (holiday_dest_kind IN
    ('flow', 'user', 'extension', 'ring_group', 'queue', 'voicemail', 'conference', 'forward', 'hangup')),
  holiday_dest_id TEXT,
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (account_id, digits)
) STRICT;
CREATE INDEX extension_account ON extension (account_id, id);

CREATE TABLE call_limit (
  id TEXT PRIMARY KEY CHECK (id GLOB 'lim_*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('account', 'user', 'did', 'number')),
  scope_id TEXT,
  pattern TEXT,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out', 'dialer', 'any')),
  period_sec INTEGER NOT NULL CHECK (period_sec > 0),
  max_count INTEGER NOT NULL CHECK (max_count >= 0),
  hard INTEGER NOT NULL CHECK (hard IN (0, 1)),
  row_version INTEGER NOT NULL CHECK (row_version > 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK ((scope_kind IN ('user', 'did')) = (scope_id IS NOT NULL)),
  CHECK (pattern IS NULL OR scope_kind = 'number')
) STRICT;
CREATE INDEX call_limit_account ON call_limit (account_id, id);

-- A key is stored as the SHA-256 of its text: with 256 random bits there is nothing to guess.
CREATE TABLE api_key (
  id TEXT PRIMARY KEY CHECK (id GLOB 'key_*'),
  account_id TEXT NOT NULL,
  name TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  scopes TEXT NOT NULL CHECK (json_valid(scopes)),
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;
CREATE INDEX api_key_account ON api_key (account_id, id);

-- What must reach the log, in the order of the commits.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  topic TEXT NOT NULL CHECK (topic IN ('journal', 'directory')),
  record_key TEXT NOT NULL,
  account_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  record_type TEXT NOT NULL,
  payload TEXT CHECK (payload IS NULL OR json_valid(payload)),
  created_at INTEGER NOT NULL,
  published_at INTEGER
) STRICT;
CREATE INDEX outbox_unpublished ON outbox (seq) WHERE published_at IS NULL;
