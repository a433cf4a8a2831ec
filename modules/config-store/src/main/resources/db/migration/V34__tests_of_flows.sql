-- Calls that are tried before a flow is published, and what its author said of a version.

ALTER TABLE call_flow ADD COLUMN tests TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tests));
ALTER TABLE call_flow_version ADD COLUMN message TEXT;
ALTER TABLE call_flow_version ADD COLUMN forced TEXT;
