-- Who may do what in this book. The three roles are created with it and cannot log in by themselves:
-- esep_<book>_owner owns it, esep_<book>_writer appends, esep_<book>_reader reads all but personal data.
DO $$
DECLARE
  owner  CONSTANT text := format('%I', 'esep_' || current_schema() || '_owner');
  writer CONSTANT text := format('%I', 'esep_' || current_schema() || '_writer');
  reader CONSTANT text := format('%I', 'esep_' || current_schema() || '_reader');
  book   CONSTANT text := format('%I', current_schema());
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %s TO %s, %s', book, writer, reader);
  EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %s TO %s, %s', book, writer, reader);
  EXECUTE format('REVOKE SELECT ON person FROM %s', reader);
  EXECUTE format('GRANT INSERT, DELETE ON person TO %s', writer);
  EXECUTE format('GRANT EXECUTE ON FUNCTION append_commits, append_unopposed TO %s', writer);
  -- Tables that come later (read models) are readable by both without a grant of their own.
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA %s GRANT SELECT ON TABLES TO %s, %s', owner, book, writer, reader);
END
$$;
