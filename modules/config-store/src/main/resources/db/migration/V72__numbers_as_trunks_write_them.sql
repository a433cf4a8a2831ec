-- Trunks write numbers in ways of their own, both ways; edges read them by the country of the account.

ALTER TABLE sip_trunk ADD COLUMN inbound_format TEXT NOT NULL DEFAULT 'e164'
  CHECK (inbound_format IN ('e164', 'national', 'significant'));
ALTER TABLE sip_trunk ADD COLUMN country TEXT CHECK (country GLOB '[A-Z][A-Z]');

ALTER TABLE sip_trunk ADD COLUMN cid_written TEXT NOT NULL DEFAULT 'plus'
  CHECK (cid_written IN ('plus', 'digits', 'national'));
UPDATE sip_trunk SET cid_written = cid_format;
ALTER TABLE sip_trunk DROP COLUMN cid_format;
ALTER TABLE sip_trunk RENAME COLUMN cid_written TO cid_format;

INSERT INTO outbox (topic, record_key, account_id, version, record_type, payload, created_at)
  SELECT 'directory', 'account:' || a.id, a.id, coalesce(v.version, 0), 'AccountEntry',
    json_object('type', 'AccountEntry', 'account_id', a.id, 'country', a.country), unixepoch()
  FROM account a LEFT JOIN account_version v ON v.account_id = a.id
  WHERE a.country IS NOT NULL
  ORDER BY a.id;
