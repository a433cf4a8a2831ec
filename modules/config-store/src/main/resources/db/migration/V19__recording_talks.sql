-- Which talks are recorded, how those who are recorded are told, and how long recordings are kept.

ALTER TABLE account ADD COLUMN recording TEXT NOT NULL DEFAULT 'off' CHECK (recording IN ('off', 'on_demand', 'always'));
ALTER TABLE account ADD COLUMN recording_calls TEXT NOT NULL DEFAULT 'all'
    CHECK (recording_calls IN ('all', 'inbound', 'outbound', 'internal'));
ALTER TABLE account ADD COLUMN recording_notice TEXT NOT NULL DEFAULT 'none'
    CHECK (recording_notice IN ('none', 'beep', 'prompt'));
ALTER TABLE account ADD COLUMN recording_beep_sec INTEGER NOT NULL DEFAULT 15;
ALTER TABLE account ADD COLUMN recording_keep_days INTEGER;
ALTER TABLE account ADD COLUMN recording_quota_mb INTEGER NOT NULL DEFAULT 5000;
ALTER TABLE account ADD COLUMN recording_keys TEXT CHECK (recording_keys NOT GLOB '*[^0-9*#]*');
ALTER TABLE account ADD COLUMN recording_pause_keys TEXT CHECK (recording_pause_keys NOT GLOB '*[^0-9*#]*');
ALTER TABLE sip_user ADD COLUMN recording TEXT CHECK (recording IN ('off', 'on_demand', 'always'));
ALTER TABLE sip_user ADD COLUMN recording_calls TEXT NOT NULL DEFAULT 'all'
    CHECK (recording_calls IN ('all', 'inbound', 'outbound', 'internal'));
ALTER TABLE ring_group ADD COLUMN recording TEXT CHECK (recording IN ('off', 'on_demand', 'always'));
ALTER TABLE queue ADD COLUMN recording TEXT CHECK (recording IN ('off', 'on_demand', 'always'));
ALTER TABLE did ADD COLUMN recording TEXT CHECK (recording IN ('off', 'on_demand', 'always'));
ALTER TABLE sip_trunk ADD COLUMN recording TEXT CHECK (recording IN ('off', 'on_demand', 'always'));
