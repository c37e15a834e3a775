-- append_unopposed once more, with streams that a batch goes on apart from those that it merely relies on. The first need no lock of their own, and for
-- neither are all events read that the stream has on a page of the index, some hundred of a busy one: 3 to 4 µs of 19 a commit.
DROP FUNCTION append_unopposed;

-- Appends a batch of commits that nothing stands against, all of it or nothing, and answers with the position before the first.
--
-- Almost every batch is one: keys that were never used, streams that are where the commits expect them. Its caller has given each event its
-- version already, so nothing has to be looked up that an insert does not look up by itself: a used key and a stream that is there already
-- run into the unique indexes, and streams that must be at a version are compared in one go. When anything stands against any of them, the
-- whole batch is refused with SQLSTATE 23505 or ES001 and the caller goes the careful way, append_commits, which says what became of each.
--
--   commit_first, commit_events       where in the batch each commit's events begin (from 1), and how many they are
--   earlier_stream, earlier_version   streams that exist and go on in the batch, and the version they are to go on from
--   relied_stream, relied_version     streams that are not written and must be at just that version; at 0 they must not exist
--   event_…                           one for each event, in order
CREATE FUNCTION append_unopposed(
  commit_key text[], commit_fingerprint bytea[], commit_first integer[], commit_events integer[],
  earlier_stream text[], earlier_version integer[], relied_stream text[], relied_version integer[],
  event_stream text[], event_version integer[], event_type text[], event_schema smallint[], event_occurred_on date[], event_actor text[],
  event_payload json[]
)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  before bigint;
BEGIN
  IF cardinality(relied_stream) > 0 THEN
    -- The lock first, in a statement of its own: only the statements after it see what the last append committed.
    PERFORM FROM head FOR UPDATE;
    PERFORM FROM (SELECT unnest(relied_stream) AS stream, unnest(relied_version) AS version) AS relied
      WHERE relied.version <> coalesce((
        SELECT event.version FROM event WHERE event.stream = relied.stream AND event.version >= relied.version ORDER BY event.version DESC LIMIT 1), 0);
    IF found THEN
      RAISE EXCEPTION 'a stream is not where a commit expects it' USING ERRCODE = 'ES001';
    END IF;
  END IF;
  IF cardinality(earlier_stream) > 0 THEN
    -- Without the lock: an event that is there stays, and one after it runs into the unique index. One look after the other, not a join: planned for an
    -- empty book, that would read a full one whole.
    PERFORM FROM (SELECT unnest(earlier_stream) AS stream, unnest(earlier_version) AS version) AS earlier
      WHERE (SELECT event.version FROM event WHERE event.stream = earlier.stream AND event.version = earlier.version) IS NULL;
    IF found THEN
      RAISE EXCEPTION 'a stream is not where a commit expects it' USING ERRCODE = 'ES001';
    END IF;
  END IF;
  -- One statement costs less than three. It may begin before the append it has to wait for is committed; updating a row that was changed
  -- meanwhile goes by its newest version, and unique indexes look at everything, so that nothing here depends on what it saw at its start.
  -- Set-returning functions in the SELECT list stream; in FROM they would first fill a tuplestore with every payload.
  WITH moved AS (
    UPDATE head SET position = head.position + cardinality(event_stream), recorded_at = greatest(head.recorded_at, clock_timestamp())
    RETURNING head.position - cardinality(event_stream) AS before, head.recorded_at
  ), kept AS (
    INSERT INTO "commit" (key, fingerprint, first_position, events)
    SELECT unnest(commit_key), unnest(commit_fingerprint), moved.before + unnest(commit_first), unnest(commit_events) FROM moved
  ), made AS (
    INSERT INTO event (position, version, schema, occurred_on, recorded_at, stream, type, actor, payload)
    SELECT moved.before + generate_series(1, cardinality(event_stream)), unnest(event_version), unnest(event_schema), unnest(event_occurred_on),
           moved.recorded_at, unnest(event_stream), unnest(event_type), unnest(event_actor), unnest(event_payload)
    FROM moved
  )
  SELECT moved.before INTO STRICT before FROM moved;
  RETURN before;
END
$$
-- See append_commits: a plan that was made for an empty book must not be kept for a full one, and arrays are not to be copied into plans.
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_bitmapscan = off;

DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION append_unopposed SET search_path = %I, pg_temp', current_schema());
  EXECUTE format('GRANT EXECUTE ON FUNCTION append_unopposed TO %I', 'esep_' || current_schema() || '_writer');
END
$$;
REVOKE EXECUTE ON FUNCTION append_unopposed FROM PUBLIC;
