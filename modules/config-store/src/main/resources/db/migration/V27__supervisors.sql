-- Who may hear the talks of others, and whose talks may be heard.

ALTER TABLE sip_user ADD COLUMN is_supervisor INTEGER NOT NULL DEFAULT 0 CHECK (is_supervisor IN (0, 1));
ALTER TABLE sip_user ADD COLUMN may_be_supervised INTEGER NOT NULL DEFAULT 0 CHECK (may_be_supervised IN (0, 1));
