-- Which migrations this book has had. Run before all others, every time.
-- A component (the log, the read models, …) numbers its own files; sha256 is the hash of the file as it was applied.
CREATE TABLE IF NOT EXISTS migration (
  component  text        NOT NULL COLLATE "C",
  number     integer     NOT NULL,
  name       text        NOT NULL,
  sha256     text        NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (component, number)
);
