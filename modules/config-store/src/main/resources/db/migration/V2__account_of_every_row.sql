-- Rows inside a trunk, a schedule or a flow name their account too, so that no question about a tenant needs a join.

CREATE TABLE sip_trunk_ip_of_account (
  ip TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  trunk_id TEXT NOT NULL REFERENCES sip_trunk (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL
) STRICT;
INSERT INTO sip_trunk_ip_of_account (ip, account_id, trunk_id, position)
  SELECT i.ip, t.account_id, i.trunk_id, i.position FROM sip_trunk_ip i JOIN sip_trunk t ON t.id = i.trunk_id;
DROP TABLE sip_trunk_ip;
ALTER TABLE sip_trunk_ip_of_account RENAME TO sip_trunk_ip;
CREATE INDEX sip_trunk_ip_trunk ON sip_trunk_ip (trunk_id, position);
CREATE INDEX sip_trunk_ip_account ON sip_trunk_ip (account_id, ip);

-- A rule's id is its schedule's with its place: sch_….1
CREATE TABLE time_schedule_rule_of_account (
  id TEXT PRIMARY KEY CHECK (id GLOB 'sch_*.*'),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
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
INSERT INTO time_schedule_rule_of_account (id, account_id, schedule_id, position, kind, dow, start_time, end_time,
    start_date, end_date, is_closed)
  SELECT r.id, s.account_id, r.schedule_id, r.position, r.kind, r.dow, r.start_time, r.end_time,
    r.start_date, r.end_date, r.is_closed
  FROM time_schedule_rule r JOIN time_schedule s ON s.id = r.schedule_id;
DROP TABLE time_schedule_rule;
ALTER TABLE time_schedule_rule_of_account RENAME TO time_schedule_rule;
CREATE INDEX time_schedule_rule_schedule ON time_schedule_rule (schedule_id, position);
CREATE INDEX time_schedule_rule_account ON time_schedule_rule (account_id, id);

CREATE TABLE call_flow_version_of_account (
  flow_id TEXT NOT NULL REFERENCES call_flow (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  version INTEGER NOT NULL CHECK (version > 0),
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  graph TEXT NOT NULL CHECK (json_valid(graph)),
  actor TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  PRIMARY KEY (flow_id, version)
) STRICT;
INSERT INTO call_flow_version_of_account (flow_id, version, account_id, name, graph, actor, published_at)
  SELECT v.flow_id, v.version, f.account_id, v.name, v.graph, v.actor, v.published_at
  FROM call_flow_version v JOIN call_flow f ON f.id = v.flow_id;
DROP TABLE call_flow_version;
ALTER TABLE call_flow_version_of_account RENAME TO call_flow_version;
CREATE INDEX call_flow_version_account ON call_flow_version (account_id, flow_id);
CREATE TRIGGER call_flow_version_immutable BEFORE UPDATE ON call_flow_version
BEGIN
  SELECT RAISE(ABORT, 'a published flow version never changes');
END;
