-- What is taken from the calls that a trunk brings, and put beside them.

ALTER TABLE sip_trunk ADD COLUMN inbound_headers_removed TEXT NOT NULL DEFAULT '[]'
  CHECK (json_valid(inbound_headers_removed));
ALTER TABLE sip_trunk ADD COLUMN inbound_headers_added TEXT NOT NULL DEFAULT '[]'
  CHECK (json_valid(inbound_headers_added));
