-- What each producer's goods brought through each channel, and what she got of it
-- Net is gross less discount, commission and fee. Sales not yet allocated to producers are not here.
-- columns  period period, producer text, channel text, gross money, commission money, fee money, net money, discount money, quantity quantity
-- explain  sales_by_producer by period = period_of(month, by_period), producer = producer, channel = channel cells gross, commission, fee, net, discount, quantity
SELECT period_of(s.month, p.by_period) AS period,
       s.producer,
       s.channel,
       sum(s.gross)      AS gross,
       sum(s.commission) AS commission,
       sum(s.fee)        AS fee,
       sum(s.net)        AS net,
       sum(s.discount)   AS discount,
       sum(s.quantity)   AS quantity
FROM   sales_by_producer AS s CROSS JOIN parameter AS p
WHERE  s.month BETWEEN p.from_month AND p.to_month
GROUP  BY 1, 2, 3
ORDER  BY 1, 2, 3
