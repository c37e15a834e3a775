-- How many communities, groups and producers there are at the end of each period, and how many of them are active
-- Producers (registered) are those registered and not deactivated. Active are those who made goods in the twelve months to the period's end, in a batch of
-- which something was accepted; whether she is still registered is not asked, so the share can exceed one when many leave. The running period ends with the
-- newest month of the book. A period in which nobody came or went is listed too.
-- cumulative
-- columns  period period, communities count, groups count, producers count, women count, women_share share, joined count, departed count, active count, active_women count, active_share share
WITH bounds AS (
  SELECT (SELECT min(month) FROM membership_changes) AS first,
         CASE WHEN p.to_day IS NULL
           THEN greatest((SELECT max(month) FROM membership_changes), (SELECT max(month) FROM making), (SELECT max(month) FROM sales_by_channel))
           ELSE p.to_month
         END AS last
  FROM   parameter AS p
), every_period AS (
  SELECT period_of(m.month::date, p.by_period) AS period,
         max(m.month::date)                    AS last,
         min(m.month::date) <= p.to_month AND max(m.month::date) >= p.from_month AS asked
  FROM   bounds AS b CROSS JOIN parameter AS p
         CROSS JOIN LATERAL generate_series(b.first::timestamp, b.last::timestamp, interval '1 month') AS m(month)
  GROUP  BY 1, p.to_month, p.from_month
), changed AS (
  SELECT period_of(c.month, p.by_period) AS period, c.unit, coalesce(c.sex, '') AS sex,
         sum(c.joined) AS joined, sum(c.departed) AS departed
  FROM   membership_changes AS c CROSS JOIN parameter AS p
  WHERE  c.month <= p.to_month
  GROUP  BY 1, 2, 3
), counted AS (
  SELECT e.period, e.asked, e.last,
         sum(coalesce(sum(c.joined - c.departed) FILTER (WHERE c.unit = 'community'), 0)) OVER so_far                AS communities,
         sum(coalesce(sum(c.joined - c.departed) FILTER (WHERE c.unit = 'group'), 0)) OVER so_far                    AS groups,
         sum(coalesce(sum(c.joined - c.departed) FILTER (WHERE c.unit = 'producer'), 0)) OVER so_far                 AS producers,
         sum(coalesce(sum(c.joined - c.departed) FILTER (WHERE c.unit = 'producer' AND c.sex = 'f'), 0)) OVER so_far AS women,
         coalesce(sum(c.joined) FILTER (WHERE c.unit = 'producer'), 0)   AS joined,
         coalesce(sum(c.departed) FILTER (WHERE c.unit = 'producer'), 0) AS departed
  FROM   every_period AS e LEFT JOIN changed AS c ON c.period = e.period
  GROUP  BY e.period, e.asked, e.last
  WINDOW so_far AS (ORDER BY e.period)
), worked AS (
  -- By year: whole years as they are kept. The running year, or one that is cut off, ends within: the twelve months to its end.
  SELECT e.last, m.producer, sum(m.batches) AS batches
  FROM   every_period AS e CROSS JOIN parameter AS p
         JOIN making_by_period AS m ON m.month = start_of(e.last, 'year')
  WHERE  p.by_period = 'year' AND e.asked AND date_part('month', e.last) = 12
  GROUP  BY e.last, m.producer
  UNION ALL
  SELECT e.last, m.producer, sum(m.batches)
  FROM   every_period AS e CROSS JOIN parameter AS p
         JOIN making AS m ON m.month > (e.last - interval '12 months')::date AND m.month <= e.last
  WHERE  p.by_period = 'year' AND e.asked AND date_part('month', e.last) < 12
  GROUP  BY e.last, m.producer
), refused AS (
  SELECT e.last, u.producer, sum(u.batches) AS batches
  FROM   every_period AS e JOIN unaccepted_making AS u ON u.month > (e.last - interval '12 months')::date AND u.month <= e.last
  GROUP  BY e.last, u.producer
), by_month AS (
  -- By shorter periods: a month in which she made something counts for its own end and eleven more, or until the next such month.
  SELECT m.producer, m.month AS first,
         least((m.month + interval '12 months')::date, lead(m.month) OVER (PARTITION BY m.producer ORDER BY m.month)) AS past
  FROM   (
           SELECT m.producer, m.month
           FROM   making AS m CROSS JOIN parameter AS p
                  LEFT JOIN unaccepted_making AS u ON u.producer = m.producer AND u.month = m.month
           WHERE  p.by_period <> 'year' AND m.month <= p.to_month
           GROUP  BY m.producer, m.month
           HAVING sum(m.batches) > coalesce(max(u.batches), 0)
         ) AS m
), step AS (
  SELECT s.month, s.sex, sum(s.change) AS change
  FROM   (
           SELECT b.first AS month, coalesce(r.sex, '') AS sex, 1 AS change
           FROM   by_month AS b LEFT JOIN producer AS r ON r.producer = b.producer
           UNION ALL
           SELECT b.past, coalesce(r.sex, ''), -1
           FROM   by_month AS b LEFT JOIN producer AS r ON r.producer = b.producer
         ) AS s
  GROUP  BY s.month, s.sex
), active AS (
  SELECT w.last, count(*) AS active, count(*) FILTER (WHERE r.sex = 'f') AS women
  FROM   worked AS w
         LEFT JOIN refused AS f ON f.last = w.last AND f.producer = w.producer
         LEFT JOIN producer AS r ON r.producer = w.producer
  WHERE  w.batches > coalesce(f.batches, 0)
  GROUP  BY w.last
  UNION ALL
  SELECT e.last, sum(s.change), sum(s.change) FILTER (WHERE s.sex = 'f')
  FROM   every_period AS e JOIN step AS s ON s.month <= e.last
  GROUP  BY e.last
)
SELECT c.period, c.communities, c.groups, c.producers, c.women,
       round(c.women / nullif(c.producers, 0), 6)                 AS women_share,
       c.joined, c.departed,
       coalesce(a.active, 0)                                      AS active,
       coalesce(a.women, 0)                                       AS active_women,
       round(coalesce(a.active, 0)::numeric / nullif(c.producers, 0), 6) AS active_share
FROM   counted AS c LEFT JOIN active AS a ON a.last = c.last
WHERE  c.asked
ORDER  BY c.period
