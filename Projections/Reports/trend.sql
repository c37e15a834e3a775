-- How net sales grow from period to period
-- A period in which nothing was sold is listed with zero. The change of the first period, and a share of nothing, are unknown.
-- columns  period period, net_sales money, previous money, change money, change_share share
-- explain  sales_by_channel by period = period_of(month, by_period) cells net_sales
WITH sold AS (
  SELECT s.month, sum(s.net_sales) AS net_sales
  FROM   sales_by_channel AS s CROSS JOIN parameter AS p
  WHERE  s.month BETWEEN p.from_month AND p.to_month
  GROUP  BY s.month
), every_month AS (
  SELECT m.month::date AS month
  FROM   (SELECT min(month) AS first, max(month) AS last FROM sold) AS s
         CROSS JOIN LATERAL generate_series(s.first::timestamp, s.last::timestamp, interval '1 month') AS m(month)
), by_period AS (
  SELECT period_of(e.month, p.by_period) AS period, coalesce(sum(s.net_sales), 0) AS net_sales
  FROM   every_month AS e CROSS JOIN parameter AS p
         LEFT JOIN sold AS s ON s.month = e.month
  GROUP  BY 1
), compared AS (
  SELECT period, net_sales, lag(net_sales) OVER (ORDER BY period) AS previous
  FROM   by_period
)
SELECT period, net_sales, previous,
       net_sales - previous                                AS change,
       round((net_sales - previous) / nullif(previous, 0), 6) AS change_share
FROM   compared
ORDER  BY period
