-- How much of what was sold reached producers
-- Share is paid ÷ net sales of the same period: what was sold late in one period is paid in the next, so periods differ and years even out. Paid is what the
-- bank paid in payout runs, less what it sent back. Advances are apart: when they are netted, less is paid. Grants are in neither.
-- periodwise
-- columns  period period, net_sales money, paid money, share share, advances money
WITH moved AS (
  SELECT period_of(s.month, p.by_period) AS period, s.net_sales, 0::bigint AS paid, 0::bigint AS advances
  FROM   sales_by_channel AS s CROSS JOIN parameter AS p
  WHERE  s.month BETWEEN p.from_month AND p.to_month
  UNION ALL
  SELECT period_of(m.month, p.by_period), 0,
         CASE WHEN m.kind = 'paid' THEN m.book_amount WHEN m.kind = 'sent_back' AND m.purpose = 'paid' THEN -m.book_amount ELSE 0 END,
         CASE WHEN m.kind = 'advanced' THEN m.book_amount ELSE 0 END
  FROM   money_moves AS m CROSS JOIN parameter AS p
  WHERE  m.month BETWEEN p.from_month AND p.to_month AND m.kind IN ('paid', 'sent_back', 'advanced')
)
SELECT m.period, sum(m.net_sales) AS net_sales, sum(m.paid) AS paid,
       round(sum(m.paid) / nullif(sum(m.net_sales), 0), 6) AS share,
       sum(m.advances) AS advances
FROM   moved AS m
GROUP  BY m.period
ORDER  BY m.period
