-- What was appended stays: for everybody, the owner of the tables included.
-- The triggers are per statement, so they cost an append nothing, and they fire ALWAYS, so
-- session_replication_role does not quietly switch them off.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The log is append-only: % of "%" is refused.', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege', HINT = 'Record a correcting event instead.';
END
$$;

CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE event ENABLE ALWAYS TRIGGER event_is_append_only;

CREATE TRIGGER commit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "commit"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE "commit" ENABLE ALWAYS TRIGGER commit_is_append_only;

-- The head keeps its one row, and neither position nor time ever goes back.
CREATE FUNCTION refuse_head_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The head has exactly one row and only moves forward: % is refused.', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER head_is_one_row BEFORE INSERT OR DELETE OR TRUNCATE ON head
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_head_change();
ALTER TABLE head ENABLE ALWAYS TRIGGER head_is_one_row;

CREATE TRIGGER head_moves_forward BEFORE UPDATE ON head
  FOR EACH ROW WHEN (new.position < old.position OR new.recorded_at < old.recorded_at)
  EXECUTE FUNCTION refuse_head_change();
ALTER TABLE head ENABLE ALWAYS TRIGGER head_moves_forward;
