-- What a book derives from its log: the entries, how far they reach, and the books kept about read models.
-- All of it can be thrown away and made again from the log.

-- One typed line of an event: who, what, where, how much. Derived, never edited.
-- Text is compared by bytes ("C"), as in the log: the same order on every machine, and faster.
CREATE TABLE entry (
  position        bigint      NOT NULL,
  line            integer     NOT NULL,            -- 1, 2, 3 … within the event
  kind            text        COLLATE "C" NOT NULL,
  occurred_on     date        NOT NULL,
  recorded_at     timestamptz NOT NULL,
  sale            text        COLLATE "C",
  "return"        text        COLLATE "C",
  batch           text        COLLATE "C",
  product         text        COLLATE "C",
  category        text        COLLATE "C",
  hs_code         text        COLLATE "C",
  unit            text        COLLATE "C",
  channel         text        COLLATE "C",
  channel_kind    text        COLLATE "C",
  model           text        COLLATE "C",
  outlet          text        COLLATE "C",
  country         text        COLLATE "C",
  producer        text        COLLATE "C",
  producer_group  text        COLLATE "C",
  community       text        COLLATE "C",
  oblast          text        COLLATE "C",
  sex             text        COLLATE "C",
  place           text        COLLATE "C",
  counterparty    text        COLLATE "C",
  currency        text        COLLATE "C",
  quantity        bigint,                          -- thousandths of the unit
  gross           bigint,                          -- minor units of the currency; below, of the book's
  discount        bigint,
  commission      bigint,
  fee             bigint,
  net             bigint,
  book_gross      bigint,
  book_discount   bigint,
  book_commission bigint,
  book_fee        bigint,
  book_net        bigint,
  PRIMARY KEY (position, line)
);

-- How far the entries and every read model reach: they all advance in one transaction, so there is one number.
CREATE TABLE checkpoint (
  only_row        boolean     NOT NULL DEFAULT true PRIMARY KEY CHECK (only_row),
  position        bigint      NOT NULL CHECK (position >= 0),
  entries_version integer,                         -- of the rules by which events became entries; NULL before the first
  folded_at       timestamptz NOT NULL
);
INSERT INTO checkpoint (position, folded_at) VALUES (0, 'epoch');

-- The event at which folding stopped, and the file that could not take it. No row: nothing is wrong.
CREATE TABLE halt (
  only_row  boolean     NOT NULL DEFAULT true PRIMARY KEY CHECK (only_row),
  position  bigint      NOT NULL,
  file      text        NOT NULL,
  message   text        NOT NULL,
  halted_at timestamptz NOT NULL
);

-- The definition each read model's table was made by.
CREATE TABLE read_model (
  name       text        COLLATE "C" PRIMARY KEY,
  sha256     bytea       NOT NULL,
  rebuilt_at timestamptz NOT NULL
);

-- A rebuild under way (at most one), so that it can be stopped and taken up again.
CREATE TABLE rebuild (
  only_row        boolean     NOT NULL DEFAULT true PRIMARY KEY CHECK (only_row),
  names           text[]      NOT NULL,
  sha256          bytea       NOT NULL,            -- of the definitions it was begun with
  entries_version integer     NOT NULL,
  from_log        boolean     NOT NULL,            -- whether the entries are made again too
  target          bigint      NOT NULL,            -- the position the ranges reach
  phase           text        NOT NULL CHECK (phase IN ('entries', 'models', 'catch up')),
  position        bigint      NOT NULL,            -- where the new tables stand while catching up
  started_at      timestamptz NOT NULL
);
CREATE TABLE rebuild_range (
  phase   text    NOT NULL,
  first   bigint  NOT NULL,
  last    bigint  NOT NULL,
  done    boolean NOT NULL DEFAULT false,
  PRIMARY KEY (phase, first)
);

-- The first day of the month.
CREATE FUNCTION month_of(day date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT day - (extract(day FROM day)::integer - 1)
$$;

-- The name of the period a day is in: 2024, 2024-Q1 or 2024-01, by 'year', 'quarter' or 'month'.
CREATE FUNCTION period_of(day date, by_period text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE by_period
    WHEN 'month'   THEN lpad(extract(year FROM day)::text, 4, '0') || '-'  || lpad(extract(month FROM day)::text, 2, '0')
    WHEN 'quarter' THEN lpad(extract(year FROM day)::text, 4, '0') || '-Q' || extract(quarter FROM day)::text
    WHEN 'year'    THEN lpad(extract(year FROM day)::text, 4, '0')
  END
$$;

-- The last position that was known at a moment. Recording times never go back along the log, so halving finds it
-- with one look-up in the primary key a step, without an index on the times.
CREATE FUNCTION position_known_at(moment timestamptz) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  low    bigint := 0;
  high   bigint := (SELECT position FROM head);
  middle bigint;
BEGIN
  WHILE low < high LOOP
    middle := (low + high + 1) / 2;
    IF (SELECT recorded_at <= moment FROM event WHERE position = middle) THEN
      low := middle;
    ELSE
      high := middle - 1;
    END IF;
  END LOOP;
  RETURN low;
END
$$;

-- What a person asked for, in one row. Esep puts the answers in its place; as it stands here, every report runs in psql:
-- by year, all the time there is.
CREATE VIEW parameter AS
  SELECT 'year'::text       AS by_period,
         NULL::date         AS from_day,
         NULL::date         AS to_day,
         '-infinity'::date  AS from_month,         -- the months of those days; never NULL
         'infinity'::date   AS to_month,
         NULL::text         AS channel,
         NULL::text         AS producer,
         NULL::integer      AS recapture_percent,
         0::bigint          AS income_floor;
