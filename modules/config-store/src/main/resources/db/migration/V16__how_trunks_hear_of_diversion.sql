-- How a trunk is told on whose behalf a call is sent on: Diversion (RFC 5806), History-Info (RFC 7044).

ALTER TABLE sip_trunk ADD COLUMN diversion TEXT NOT NULL DEFAULT 'both'
    CHECK (diversion IN ('diversion', 'history_info', 'both', 'none'));
