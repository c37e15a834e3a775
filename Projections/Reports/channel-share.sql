-- Which part of all net sales each channel has
-- Net sales are gross less discount less returns, in the book's currency. A period without sales has no shares.
-- columns  period period, channel text, net_sales money, share share
-- explain  sales_by_channel by period = period_of(month, by_period), channel = channel cells net_sales
WITH sold AS (
  SELECT period_of(s.month, p.by_period) AS period, s.channel, sum(s.net_sales) AS net_sales
  FROM   sales_by_channel AS s CROSS JOIN parameter AS p
  WHERE  s.month BETWEEN p.from_month AND p.to_month
  GROUP  BY 1, 2
)
SELECT period, channel, net_sales,
       round(net_sales / nullif(sum(net_sales) OVER (PARTITION BY period), 0), 6) AS share
FROM   sold
ORDER  BY period, net_sales DESC, channel
