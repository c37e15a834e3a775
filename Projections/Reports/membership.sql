-- How many communities, groups and producers there are at the end of each period
-- Producers are those registered and not deactivated. A period in which nobody came or went is listed too.
-- cumulative
-- columns  period period, communities count, groups count, producers count, women count, women_share share, joined count, departed count
WITH bounds AS (
  SELECT (SELECT min(month) FROM membership_changes) AS first,
         CASE WHEN p.to_day IS NULL
           THEN greatest((SELECT max(month) FROM membership_changes), (SELECT max(month) FROM sales_by_channel))
           ELSE p.to_month
         END AS last
  FROM   parameter AS p
), every_period AS (
  SELECT DISTINCT period_of(m.month::date, p.by_period) AS period,
         min(m.month::date) OVER (PARTITION BY period_of(m.month::date, p.by_period)) <= p.to_month
         AND max(m.month::date) OVER (PARTITION BY period_of(m.month::date, p.by_period)) >= p.from_month AS asked
  FROM   bounds AS b CROSS JOIN parameter AS p
         CROSS JOIN LATERAL generate_series(b.first::timestamp, b.last::timestamp, interval '1 month') AS m(month)
), changed AS (
  SELECT period_of(c.month, p.by_period) AS period, c.unit, coalesce(c.sex, '') AS sex,
         sum(c.joined) AS joined, sum(c.departed) AS departed
  FROM   membership_changes AS c CROSS JOIN parameter AS p
  WHERE  c.month <= p.to_month
  GROUP  BY 1, 2, 3
), counted AS (
  SELECT e.period, e.asked,
         sum(coalesce(sum(c.joined - c.departed) FILTER (WHERE c.unit = 'community'), 0)) OVER so_far                AS communities,
         sum(coalesce(sum(c.joined - c.departed) FILTER (WHERE c.unit = 'group'), 0)) OVER so_far                    AS groups,
         sum(coalesce(sum(c.joined - c.departed) FILTER (WHERE c.unit = 'producer'), 0)) OVER so_far                 AS producers,
         sum(coalesce(sum(c.joined - c.departed) FILTER (WHERE c.unit = 'producer' AND c.sex = 'f'), 0)) OVER so_far AS women,
         coalesce(sum(c.joined) FILTER (WHERE c.unit = 'producer'), 0)   AS joined,
         coalesce(sum(c.departed) FILTER (WHERE c.unit = 'producer'), 0) AS departed
  FROM   every_period AS e LEFT JOIN changed AS c ON c.period = e.period
  GROUP  BY e.period, e.asked
  WINDOW so_far AS (ORDER BY e.period)
)
SELECT period, communities, groups, producers, women,
       round(women / nullif(producers, 0), 6) AS women_share,
       joined, departed
FROM   counted
WHERE  asked
ORDER  BY period
