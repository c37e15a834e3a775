-- The tree over the log, by which anybody can tell that nothing in it was changed: RFC 6962, kept as C2SP tlog-tiles.
-- All of it follows from the events. What makes it proof is the signature, and its key is never in this database.

-- Which log this is, wherever it is copied or restored to: the folder of its key is named after it. Exactly one row.
CREATE TABLE log_identity (
  id uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO log_identity DEFAULT VALUES;

-- Up to 256 hashes of 32 bytes of one level, 8 levels of the tree apart; those at the right edge are overwritten as they fill.
-- Hashes do not compress, so it is not tried.
CREATE TABLE tile (
  level  smallint NOT NULL CHECK (level >= 0),
  index  bigint   NOT NULL CHECK (index >= 0),
  hashes bytea    NOT NULL CHECK (octet_length(hashes) BETWEEN 32 AND 8192 AND octet_length(hashes) % 32 = 0),
  PRIMARY KEY (level, index)
);
ALTER TABLE tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- How many events the tree covers, and its root. Exactly one row; an empty tree's root is the SHA-256 of nothing.
CREATE TABLE tree (
  size bigint NOT NULL CHECK (size >= 0),
  root bytea  NOT NULL CHECK (octet_length(root) = 32)
) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
INSERT INTO tree (size, root) VALUES (0, sha256(''));

-- What was signed, word for word: size and root stand in the note too, and are kept beside it to be found.
CREATE TABLE signed_checkpoint (
  size      bigint      NOT NULL PRIMARY KEY CHECK (size > 0),
  root      bytea       NOT NULL CHECK (octet_length(root) = 32),
  note      text        NOT NULL,
  signed_at timestamptz NOT NULL
);

-- The lines by which witnesses countersigned a checkpoint, each as it stands in a note.
CREATE TABLE cosignature (
  size   bigint NOT NULL REFERENCES signed_checkpoint (size),
  name   text   NOT NULL COLLATE "C",
  key_id bigint NOT NULL,
  line   text   NOT NULL,
  PRIMARY KEY (size, name, key_id)
);

CREATE TRIGGER log_identity_stays BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON log_identity
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE log_identity ENABLE ALWAYS TRIGGER log_identity_stays;

CREATE TRIGGER signed_checkpoint_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signed_checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE signed_checkpoint ENABLE ALWAYS TRIGGER signed_checkpoint_is_append_only;

CREATE TRIGGER cosignature_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON cosignature
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE cosignature ENABLE ALWAYS TRIGGER cosignature_is_append_only;

-- Migration 5 lets writers and readers see the tables that come after it by default. These they must see, whoever applies this file.
DO $$
BEGIN
  EXECUTE format(
    'GRANT SELECT ON log_identity, tile, tree, signed_checkpoint, cosignature TO %I, %I',
    'esep_' || current_schema() || '_writer', 'esep_' || current_schema() || '_reader');
END
$$;
