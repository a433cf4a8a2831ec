-- Every target may set variables on its hop, not only those of numbers and extensions.

ALTER TABLE account ADD COLUMN did_default_dest_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(did_default_dest_xform));

ALTER TABLE sip_user ADD COLUMN fwd_always_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(fwd_always_xform));
ALTER TABLE sip_user ADD COLUMN fwd_busy_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(fwd_busy_xform));
ALTER TABLE sip_user ADD COLUMN fwd_noanswer_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(fwd_noanswer_xform));
ALTER TABLE sip_user ADD COLUMN fwd_unreachable_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(fwd_unreachable_xform));

ALTER TABLE queue ADD COLUMN timeout_dest_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(timeout_dest_xform));
ALTER TABLE queue ADD COLUMN no_agents_dest_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(no_agents_dest_xform));
ALTER TABLE queue ADD COLUMN queue_full_dest_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(queue_full_dest_xform));
ALTER TABLE queue ADD COLUMN ewt_dest_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(ewt_dest_xform));
ALTER TABLE queue ADD COLUMN closed_dest_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(closed_dest_xform));
ALTER TABLE queue ADD COLUMN holiday_dest_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(holiday_dest_xform));

ALTER TABLE did ADD COLUMN closed_dest_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(closed_dest_xform));
ALTER TABLE did ADD COLUMN holiday_dest_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(holiday_dest_xform));

ALTER TABLE extension ADD COLUMN closed_dest_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(closed_dest_xform));
ALTER TABLE extension ADD COLUMN holiday_dest_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(holiday_dest_xform));

ALTER TABLE ring_group ADD COLUMN no_answer_dest_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(no_answer_dest_xform));
ALTER TABLE ring_group ADD COLUMN closed_dest_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(closed_dest_xform));
ALTER TABLE ring_group ADD COLUMN holiday_dest_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(holiday_dest_xform));

ALTER TABLE in_queue_option ADD COLUMN dest_xform TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(dest_xform));
