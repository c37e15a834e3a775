-- What the entries and read models were made from, as a signature vouches for it.

-- The newest signed checkpoint of the log that is not beyond the position they reach, with the tree's root there; NULL while none is. Each step asks
-- whether that checkpoint still says so: read models must not go on silently above a history that was exchanged beneath them.
ALTER TABLE checkpoint
  ADD COLUMN root_position bigint,
  ADD COLUMN root          bytea CHECK ((root IS NULL) = (root_position IS NULL));
