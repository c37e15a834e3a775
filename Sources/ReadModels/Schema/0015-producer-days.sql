-- A producer's entries in the order of their days: her statement reads the month it shows. Equal keys take one place in the index, so the days cost next to
-- nothing. A rebuild names indexes anew, hence not by name.
DO $$
DECLARE
  old text;
BEGIN
  FOR old IN
    SELECT indexrelid::regclass::text FROM pg_index
    WHERE indrelid = 'entry'::regclass AND pg_get_indexdef(indexrelid) LIKE '% USING btree (producer) WHERE %'
  LOOP
    EXECUTE 'DROP INDEX ' || old;
  END LOOP;
END
$$;
CREATE INDEX entry_of_producer ON entry (producer, occurred_on) WHERE producer IS NOT NULL;
