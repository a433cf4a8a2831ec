-- What trunks are offered and sent in a way of their own.

ALTER TABLE sip_trunk ADD COLUMN codecs TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(codecs));
ALTER TABLE sip_trunk ADD COLUMN headers_removed TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(headers_removed));
ALTER TABLE sip_trunk ADD COLUMN headers_added TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(headers_added));
