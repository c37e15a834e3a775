-- What was sold without a valid certificate where the terms let that pass as an exception
-- lack says what was missing on the day of the sale: none (no certificate), expired or revoked. Goods that came back later stay counted. Where the terms say
-- refuse there is nothing to list: such sales are not recorded. channel asks about one channel only.
-- columns  period period, channel text, outlet text, product text, lack text, sales count, quantity quantity
-- explain  uncertified by period = period_of(month, by_period), channel = channel, outlet = outlet, product = product, lack = lack cells sales, quantity
SELECT period_of(u.month, p.by_period) AS period, u.channel, u.outlet, u.product, u.lack, sum(u.sales) AS sales, sum(u.quantity) AS quantity
FROM   uncertified AS u CROSS JOIN parameter AS p
WHERE  u.month BETWEEN p.from_month AND p.to_month AND (p.channel IS NULL OR u.channel = p.channel)
GROUP  BY 1, 2, 3, 4, 5
ORDER  BY 1, 2, 3, 4, 5
