-- How many different products each channel sold
-- Products of which something was sold in the period and not all of it came back.
-- columns  period period, channel text, products count
SELECT period, channel, count(*) AS products
FROM (
  SELECT period_of(s.month, p.by_period) AS period, s.channel, s.product
  FROM   sales_by_product AS s CROSS JOIN parameter AS p
  WHERE  s.month BETWEEN p.from_month AND p.to_month
  GROUP  BY 1, 2, 3
  HAVING sum(s.quantity) > 0
) AS sold
GROUP  BY period, channel
ORDER  BY period, channel
