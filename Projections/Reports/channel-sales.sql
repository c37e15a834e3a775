-- What each channel sold, and how it was divided
-- columns  period period, channel text, gross money, discount money, net_sales money, commission money, fee money, net money, quantity quantity, sales count
-- explain  sales_by_channel by period = period_of(month, by_period), channel = channel cells gross, discount, net_sales, commission, fee, net, quantity, sales
SELECT period_of(s.month, p.by_period) AS period,
       s.channel,
       sum(s.gross)      AS gross,
       sum(s.discount)   AS discount,
       sum(s.net_sales)  AS net_sales,
       sum(s.commission) AS commission,
       sum(s.fee)        AS fee,
       sum(s.net)        AS net,
       sum(s.quantity)   AS quantity,
       sum(s.sales)      AS sales
FROM   sales_by_channel AS s CROSS JOIN parameter AS p
WHERE  s.month BETWEEN p.from_month AND p.to_month
GROUP  BY 1, 2
ORDER  BY 1, 2
