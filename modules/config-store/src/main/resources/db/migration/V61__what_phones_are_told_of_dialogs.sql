-- Whether a phone is told all dialogs that it watches each time, or those that have changed.

ALTER TABLE sip_device ADD COLUMN lamp_state TEXT NOT NULL DEFAULT 'full' CHECK (lamp_state IN ('full', 'partial'));
