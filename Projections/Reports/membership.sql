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
), way AS (
  -- By year: whole years as they are kept. The running year, or one that is cut off, and a shorter period asked for by itself: the twelve months to its end.
  -- Several shorter periods: month by month.
  SELECT e.last,
         CASE WHEN p.by_period = 'year' AND date_part('month', e.last) = 12 THEN 'year'
              WHEN p.by_period = 'year' OR count(*) OVER () = 1             THEN 'twelve months'
              ELSE 'steps' END AS way
  FROM   every_period AS e CROSS JOIN parameter AS p
  WHERE  e.asked
), worked AS (
  SELECT w.last, m.sex, m.people
  FROM   way AS w
         JOIN (
           SELECT m.month, r.sex, count(*) AS people
           FROM   (
                    SELECT DISTINCT m.month, m.producer
                    FROM   making_by_period AS m CROSS JOIN parameter AS p
                    WHERE  p.by_period = 'year' AND m.month >= start_of(p.from_month, 'year') AND m.month <= p.to_month
                  ) AS m
                  LEFT JOIN producer AS r ON r.producer = m.producer
           GROUP  BY m.month, r.sex
         ) AS m ON m.month = start_of(w.last, 'year')
  WHERE  w.way = 'year'
  UNION ALL
  SELECT m.last, r.sex, count(*)
  FROM   (
           SELECT DISTINCT w.last, m.producer
           FROM   way AS w JOIN making AS m ON m.month > (w.last - interval '12 months')::date AND m.month <= w.last
           WHERE  w.way = 'twelve months'
         ) AS m
         LEFT JOIN producer AS r ON r.producer = m.producer
  GROUP  BY m.last, r.sex
), refused AS (
  -- Of all she made in the twelve months nothing was accepted.
  SELECT f.last, r.sex, -count(*) AS people
  FROM   (
           SELECT w.last, u.producer
           FROM   way AS w JOIN unaccepted_making AS u ON u.month > (w.last - interval '12 months')::date AND u.month <= w.last
           WHERE  w.way <> 'steps'
           GROUP  BY w.last, u.producer
           HAVING sum(u.batches) >= (
                    SELECT sum(m.batches) FROM making AS m
                    WHERE  m.producer = u.producer AND m.month > (w.last - interval '12 months')::date AND m.month <= w.last)
         ) AS f
         LEFT JOIN producer AS r ON r.producer = f.producer
  GROUP  BY f.last, r.sex
), by_month AS (
  -- A month in which she made something counts for its own end and eleven more, or until the next such month.
  SELECT m.producer, m.month AS first,
         least((m.month + interval '12 months')::date, lead(m.month) OVER (PARTITION BY m.producer ORDER BY m.month)) AS past
  FROM   (
           SELECT m.producer, m.month
           FROM   making AS m CROSS JOIN parameter AS p
                  LEFT JOIN unaccepted_making AS u ON u.producer = m.producer AND u.month = m.month
           WHERE  EXISTS (SELECT FROM way WHERE way = 'steps') AND m.month > (p.from_month - interval '12 months')::date AND m.month <= p.to_month
           GROUP  BY m.producer, m.month
           HAVING sum(m.batches) > coalesce(max(u.batches), 0)
         ) AS m
), step AS (
  SELECT s.month, r.sex, sum(s.change) AS change
  FROM   (
           SELECT b.producer, b.first AS month, 1 AS change FROM by_month AS b
           UNION ALL
           SELECT b.producer, b.past, -1 FROM by_month AS b
         ) AS s
         LEFT JOIN producer AS r ON r.producer = s.producer
  GROUP  BY s.month, r.sex
), active AS (
  SELECT a.last, sum(a.people) AS active, sum(a.people) FILTER (WHERE a.sex = 'f') AS women
  FROM   (
           SELECT w.last, w.sex, w.people FROM worked AS w
           UNION ALL
           SELECT f.last, f.sex, f.people FROM refused AS f
           UNION ALL
           SELECT w.last, s.sex, s.change FROM way AS w JOIN step AS s ON s.month <= w.last WHERE w.way = 'steps'
         ) AS a
  GROUP  BY a.last
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
