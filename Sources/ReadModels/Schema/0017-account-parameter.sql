-- A report may be asked about one account: the journal.
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
         'KGS'::text        AS book_currency,
         NULL::date         AS as_of_day,
         NULL::text         AS account;
