-- Which products sell, and how much
-- columns  period period, product text, unit text, quantity quantity, net_sales money, share share
-- explain  sales_by_product by period = period_of(month, by_period), product = product, unit = unit cells quantity, net_sales
WITH sold AS (
  SELECT period_of(s.month, p.by_period) AS period, s.product, s.unit, sum(s.quantity) AS quantity, sum(s.net_sales) AS net_sales
  FROM   sales_by_product AS s CROSS JOIN parameter AS p
  WHERE  s.month BETWEEN p.from_month AND p.to_month
  GROUP  BY 1, 2, 3
)
SELECT period, product, unit, quantity, net_sales,
       round(net_sales / nullif(sum(net_sales) OVER (PARTITION BY period), 0), 6) AS share
FROM   sold
ORDER  BY period, net_sales DESC, product, unit
