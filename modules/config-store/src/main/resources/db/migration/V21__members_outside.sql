-- Ring groups ring numbers outside too, and whoever answers there has to take the call.

ALTER TABLE forward ADD COLUMN confirm TEXT NOT NULL DEFAULT 'in_groups'
  CHECK (confirm IN ('in_groups', 'always', 'never'));

ALTER TABLE ring_group_member RENAME TO ring_group_member_before;
DROP INDEX ring_group_member_user;
CREATE TABLE ring_group_member (
  ring_group_id TEXT NOT NULL REFERENCES ring_group (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  account_id TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  user_id TEXT REFERENCES sip_user (id) DEFERRABLE INITIALLY DEFERRED,
  ring_order INTEGER NOT NULL CHECK (ring_order >= 0),
  delay_sec INTEGER NOT NULL CHECK (delay_sec >= 0),
  timeout_sec INTEGER CHECK (timeout_sec BETWEEN 1 AND 600),
  forward_id TEXT REFERENCES forward (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (ring_group_id, position),
  UNIQUE (ring_group_id, user_id),
  UNIQUE (ring_group_id, forward_id),
  CHECK ((user_id IS NULL) <> (forward_id IS NULL))
) STRICT;
INSERT INTO ring_group_member (ring_group_id, account_id, position, user_id, ring_order, delay_sec, timeout_sec)
  SELECT ring_group_id, account_id, position, user_id, ring_order, delay_sec, timeout_sec FROM ring_group_member_before;
DROP TABLE ring_group_member_before;
CREATE INDEX ring_group_member_user ON ring_group_member (account_id, user_id);
CREATE INDEX ring_group_member_forward ON ring_group_member (account_id, forward_id);
