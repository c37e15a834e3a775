-- How many different products each channel sold
-- Products of which something was sold in the period and not all of it came back.
-- periodwise
-- columns  period period, channel text, products count
SELECT period_of(s.month, p.by_period) AS period, s.channel, count(*) AS products
FROM (
  SELECT month, channel, product
  FROM   sales_by_product_by_period
  GROUP  BY month, channel, product
  HAVING sum(quantity) > 0
) AS s CROSS JOIN parameter AS p
GROUP  BY s.month, p.by_period, s.channel
ORDER  BY s.month, s.channel
