-- The log of one book: what happened, in order, for good.
-- Names are unqualified on purpose: the connection's search_path picks the book.
-- Text that is compared or ordered uses the "C" collation: the order is that of the bytes on every
-- machine, an upgrade of the system's locales cannot corrupt an index, and comparing is faster.

-- Where the log ends. Exactly one row: an append locks it first and moves it last, so positions are
-- dense and in commit order, which no sequence or identity column gives. It has no index, because an
-- index on a row that every append updates only bloats. An empty book stands at 0 and at the epoch.
CREATE TABLE head (
  position    bigint      NOT NULL CHECK (position >= 0),
  recorded_at timestamptz NOT NULL
) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
INSERT INTO head (position, recorded_at) VALUES (0, 'epoch');

-- One past fact. The fixed-size columns come first, which saves the padding between them.
-- The payload is canonical JSON text (RFC 8785): the very bytes that are hashed, hence json, not jsonb.
CREATE TABLE event (
  position    bigint      NOT NULL PRIMARY KEY,
  version     integer     NOT NULL CHECK (version > 0),
  schema      smallint    NOT NULL,
  occurred_on date        NOT NULL,
  recorded_at timestamptz NOT NULL,
  stream      text        NOT NULL COLLATE "C",
  type        text        NOT NULL COLLATE "C",
  actor       text        NOT NULL COLLATE "C",
  payload     json        NOT NULL,
  UNIQUE (stream, version)
);

-- Finds the batches of a product without reading any other event.
CREATE INDEX event_batches_of_product ON event ((payload->>'product')) WHERE type = 'BatchProduced';

-- What was appended under which idempotency key. The fingerprint is of the command, not of its events:
-- the same command decided again later may well produce other events, and it is still the same request.
CREATE TABLE "commit" (
  key            text    NOT NULL COLLATE "C" PRIMARY KEY,
  fingerprint    bytea   NOT NULL,
  first_position bigint  NOT NULL,
  events         integer NOT NULL CHECK (events > 0)
);

-- Personal data. Events carry only salted commitments to it, so a row here may be deleted for good.
CREATE TABLE person (
  id   text  NOT NULL COLLATE "C" PRIMARY KEY,
  salt bytea NOT NULL,
  data json  NOT NULL
);
