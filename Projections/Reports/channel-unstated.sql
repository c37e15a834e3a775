-- What each channel sold and has not stated yet, by the month of the sale
-- stated is what its statements were matched with. What is left of all months is account 1200. age_days counts from the end of the month to the last day
-- asked for, or to the end of the last month in which anything was sold.
-- cumulative
-- columns  channel text, month period, currency text, sold amount, stated amount, unstated amount, unstated_value money, age_days count
WITH moved AS (
  SELECT m.channel, m.sold_month, m.currency,
         -- Goods of our own are sold like others, under kinds in _own.
         coalesce(sum(m.amount)  FILTER (WHERE split_part(m.kind, '_own', 1) IN ('sold', 'returned', 'reversed', 'allocated', 'refundable')), 0)     AS sold,
         coalesce(sum(-m.amount) FILTER (WHERE split_part(m.kind, '_own', 1) NOT IN ('sold', 'returned', 'reversed', 'allocated', 'refundable')), 0) AS stated,
         sum(m.amount)                                                                                                       AS unstated,
         sum(m.book_amount)                                                                                                  AS unstated_value
  FROM   account_moves AS m CROSS JOIN parameter AS p
  WHERE  m.account = '1200' AND m.month <= p.to_month AND (p.channel IS NULL OR m.channel = p.channel)
  GROUP  BY m.channel, m.sold_month, m.currency
)
SELECT m.channel, period_of(m.sold_month, 'month') AS month, m.currency, m.sold, m.stated, m.unstated, m.unstated_value,
       greatest(coalesce(p.to_day, last_day_of(t.last)) - last_day_of(m.sold_month), 0) AS age_days
FROM   moved AS m CROSS JOIN parameter AS p CROSS JOIN (SELECT max(month) AS last FROM money_moves) AS t
WHERE  m.unstated <> 0 OR m.unstated_value <> 0
ORDER  BY m.channel, m.sold_month, m.currency
