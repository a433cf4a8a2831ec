-- The default caller-ID of an account counts for those below it that do not say their own; those that are here keep theirs.

INSERT INTO account_own
  SELECT c.id, 'default_cid_number' FROM account c JOIN account p ON p.id = c.parent_id
  WHERE c.default_cid_number IS NOT p.default_cid_number;
