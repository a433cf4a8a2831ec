-- Whether a trunk is there, asked by OPTIONS, and our registration at it.

ALTER TABLE sip_trunk ADD COLUMN do_register INTEGER NOT NULL DEFAULT 0 CHECK (do_register IN (0, 1));
ALTER TABLE sip_trunk ADD COLUMN expire_sec INTEGER NOT NULL DEFAULT 3600 CHECK (expire_sec > 0);
ALTER TABLE sip_trunk ADD COLUMN options_interval_sec INTEGER CHECK (options_interval_sec > 0);
ALTER TABLE sip_trunk ADD COLUMN options_down_after INTEGER NOT NULL DEFAULT 3 CHECK (options_down_after > 0);
ALTER TABLE sip_trunk ADD COLUMN options_up_after INTEGER NOT NULL DEFAULT 2 CHECK (options_up_after > 0);
