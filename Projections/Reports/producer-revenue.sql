-- What each producer's goods brought through each channel, and what she got of it
-- Net is gross less discount, commission and fee. Sales not yet allocated to producers are not here. producer asks about one producer only.
-- periodwise
-- columns  period period, producer text, channel text, gross money, commission money, fee money, net money, discount money, quantity quantity
-- explain  sales_by_producer by period = period_of(month, by_period), producer = producer, channel = channel cells gross, commission, fee, net, discount, quantity
SELECT period_of(s.month, p.by_period) AS period,
       s.producer,
       s.channel,
       s.gross,
       s.commission,
       s.fee,
       s.net,
       s.discount,
       s.quantity
FROM   sales_by_producer_by_period AS s CROSS JOIN parameter AS p
ORDER  BY s.month, s.producer, s.channel
