-- Phones may be shown the numbers of callers as they can dial them back.

ALTER TABLE account ADD COLUMN number_format TEXT NOT NULL DEFAULT 'as_received'
    CHECK (number_format IN ('as_received', 'e164', 'national'));
