-- Money given for programmes and sites
-- Grants are never sales: they stand in no account of the book and in no figure of sales.
-- periodwise
-- columns  period period, programme text, site text, payer text, grants count, amount amount, currency text
-- explain  grants_given by period = period_of(month, by_period), programme = programme, site = site, payer = payer, currency = currency cells grants, amount
SELECT period_of(g.month, p.by_period) AS period, g.programme, g.site, g.payer, sum(g.grants) AS grants, sum(g.amount) AS amount, g.currency
FROM   grants_given AS g CROSS JOIN parameter AS p
WHERE  g.month BETWEEN p.from_month AND p.to_month
GROUP  BY 1, g.programme, g.site, g.payer, g.currency
ORDER  BY 1, g.programme, g.site, g.payer, g.currency
