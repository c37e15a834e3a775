-- What the reports about money need.

-- The last day of a day's month, and how many months lie between those of two days.
CREATE FUNCTION last_day_of(day date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (date_trunc('month', day::timestamp) + interval '1 month')::date - 1
$$;
CREATE FUNCTION months_between(first date, last date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ((date_part('year', last) - date_part('year', first)) * 12 + date_part('month', last) - date_part('month', first))::integer
$$;

-- The book's currency, in which accounts are kept that do not keep a document's own.
CREATE OR REPLACE VIEW parameter AS
  SELECT 'year'::text       AS by_period,
         NULL::date         AS from_day,
         NULL::date         AS to_day,
         '-infinity'::date  AS from_month,         -- the months of those days; never NULL
         'infinity'::date   AS to_month,
         NULL::text         AS channel,
         NULL::text         AS producer,
         NULL::integer      AS recapture_percent,
         0::bigint          AS income_floor,
         'KGS'::text        AS book_currency;

-- A statement has about as many lines as a channel has sales, and a release as many as these have producers: frequent like the sales themselves.
DROP INDEX entry_rare_kinds;
CREATE INDEX entry_rare_kinds ON entry (kind, position)
  WHERE kind <> 'sold' AND kind <> 'drawn' AND kind <> 'produced' AND kind <> 'accepted' AND kind <> 'rejected'
    AND kind <> 'returned' AND kind <> 'restocked' AND kind <> 'reversed' AND kind <> 'allocated'
    AND kind <> 'stated' AND kind <> 'matched' AND kind <> 'released';
DROP INDEX event_rare_types;
CREATE INDEX event_rare_types ON event (type, position)
  WHERE type <> 'SaleRecorded' AND type <> 'BatchDrawn' AND type <> 'BatchProduced' AND type <> 'BatchInspected'
    AND type <> 'SaleReturned' AND type <> 'BatchRestocked' AND type <> 'StatementLineMatched';
