-- How many products were developed, and how many there are in all
-- Developed, whether on sale or not.
-- cumulative
-- columns  period period, category text, developed count, total count
WITH developed AS (
  SELECT period_of(d.month, p.by_period) AS period, d.category, sum(d.developed) AS developed, max(d.month) AS last
  FROM   products_developed AS d CROSS JOIN parameter AS p
  WHERE  d.month <= p.to_month
  GROUP  BY 1, 2
), counted AS (
  SELECT *, sum(developed) OVER (PARTITION BY category ORDER BY period) AS total
  FROM   developed
)
SELECT c.period, c.category, c.developed, c.total
FROM   counted AS c CROSS JOIN parameter AS p
WHERE  c.last >= p.from_month
ORDER  BY c.period, c.category
