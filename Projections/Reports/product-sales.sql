-- Which products sell, and how much
-- periodwise
-- columns  period period, product text, unit text, quantity quantity, net_sales money, share share
-- explain  sales_by_product by period = period_of(month, by_period), product = product, unit = unit cells quantity, net_sales
WITH sold AS (
  SELECT s.month, s.product, s.unit, sum(s.quantity) AS quantity, sum(s.net_sales) AS net_sales
  FROM   sales_by_product_by_period AS s
  GROUP  BY s.month, s.product, s.unit
), shared AS (
  SELECT s.*, round(s.net_sales / nullif(sum(s.net_sales) OVER (PARTITION BY s.month), 0), 6) AS share
  FROM   sold AS s
)
SELECT period_of(s.month, p.by_period) AS period, s.product, s.unit, s.quantity, s.net_sales, s.share
FROM   shared AS s CROSS JOIN parameter AS p
ORDER  BY s.month, s.net_sales DESC, s.product, s.unit
