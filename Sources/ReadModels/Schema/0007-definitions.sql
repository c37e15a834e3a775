-- Every definition by which this book ever answered: the files of its read models, reports and rules, word for word, so that an answer of years ago
-- can still be explained by what it was made with then.

-- A version of a file. Written when it goes live in this book, and never changed or removed. `sha256` is the file's own, as sha256sum prints it.
CREATE TABLE definition (
  sha256         bytea       NOT NULL CHECK (octet_length(sha256) = 32),
  file           text        NOT NULL COLLATE "C",   -- such as Models/sales_by_channel.sql
  name           text        NOT NULL COLLATE "C",
  text           text        NOT NULL,
  first_position bigint      NOT NULL,               -- how far the book was folded when it first went live
  installed_at   timestamptz NOT NULL,
  PRIMARY KEY (sha256, file)                         -- two files may say the same
);

-- Which version of a file counted from where on, in order: a version may come back after another. No hash: the file was taken away.
CREATE TABLE definition_change (
  number     bigint      NOT NULL PRIMARY KEY,
  file       text        NOT NULL COLLATE "C",
  sha256     bytea,
  position   bigint      NOT NULL,
  changed_at timestamptz NOT NULL,
  FOREIGN KEY (sha256, file) REFERENCES definition
);

-- The versions that count now.
CREATE VIEW definition_live AS
  SELECT definition.* FROM definition JOIN (
    SELECT DISTINCT ON (file) file, sha256 FROM definition_change ORDER BY file, number DESC
  ) AS newest USING (sha256, file);

CREATE TRIGGER definition_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON definition
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE definition ENABLE ALWAYS TRIGGER definition_is_append_only;
CREATE TRIGGER definition_change_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON definition_change
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE definition_change ENABLE ALWAYS TRIGGER definition_change_is_append_only;

DO $$
BEGIN
  EXECUTE format(
    'GRANT SELECT ON definition, definition_change, definition_live TO %I, %I',
    'esep_' || current_schema() || '_writer', 'esep_' || current_schema() || '_reader');
END
$$;
