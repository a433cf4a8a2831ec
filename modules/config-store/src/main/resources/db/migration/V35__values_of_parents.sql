-- Which values an account says itself; for the others its parent's count, now and when that one changes.

CREATE TABLE account_own (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  field TEXT NOT NULL,
  PRIMARY KEY (account_id, field)
) STRICT, WITHOUT ROWID;

-- Until now a value was copied when an account was made: one that is another than the parent's was meant.
INSERT INTO account_own
  SELECT c.id, 'timezone' FROM account c JOIN account p ON p.id = c.parent_id WHERE c.timezone IS NOT p.timezone;
INSERT INTO account_own
  SELECT c.id, 'language' FROM account c JOIN account p ON p.id = c.parent_id WHERE c.language IS NOT p.language;
INSERT INTO account_own
  SELECT c.id, 'voice_gender' FROM account c JOIN account p ON p.id = c.parent_id
  WHERE c.voice_gender IS NOT p.voice_gender;
INSERT INTO account_own
  SELECT c.id, 'country' FROM account c JOIN account p ON p.id = c.parent_id WHERE c.country IS NOT p.country;
INSERT INTO account_own
  SELECT c.id, 'allowed_classes' FROM account c JOIN account p ON p.id = c.parent_id
  WHERE c.allowed_classes IS NOT p.allowed_classes;
INSERT INTO account_own
  SELECT c.id, 'brand_name' FROM account c JOIN account p ON p.id = c.parent_id WHERE c.brand_name IS NOT p.brand_name;
INSERT INTO account_own
  SELECT c.id, 'brand_domain' FROM account c JOIN account p ON p.id = c.parent_id
  WHERE c.brand_domain IS NOT p.brand_domain;
INSERT INTO account_own
  SELECT c.id, 'from_of_another' FROM account c JOIN account p ON p.id = c.parent_id
  WHERE c.from_of_another IS NOT p.from_of_another;
