-- Time in reports, and the ways into the entries that an explanation takes.

-- The first day of the month. Cheaper than it was by extracting the day, which makes a numeric of it.
CREATE OR REPLACE FUNCTION month_of(day date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT date_trunc('month', day::timestamp)::date
$$;

-- The first day of the period a day is in; by 'year', 'quarter' or 'month'.
CREATE FUNCTION start_of(day date, by_period text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT date_trunc(by_period, day::timestamp)::date
$$;

-- Entries come nearly in the order of their days, so a few bytes a megabyte of them tell where a period lies. One fact that was learned late would
-- stretch the bounds of its neighbours to years; "multi" keeps several bounds and so does not mind.
CREATE INDEX entry_by_day ON entry USING brin (occurred_on date_minmax_multi_ops) WITH (pages_per_range = 64, autosummarize = on);
-- A producer has one entry in some thousand, a batch has fifty.
CREATE INDEX entry_of_producer ON entry (producer) WHERE producer IS NOT NULL;
CREATE INDEX entry_of_stock ON entry (batch) WHERE place IS NOT NULL;
