-- What exchange rates gained and lost us, by channel
-- The difference between what a statement was worth in the book's currency and what the bank gave for it; less what terms pass on to the producers.
-- columns  period period, channel text, gain money, loss money, result money
-- explain  posting by period = period_of(month, by_period), channel = channel cells gain = CASE account WHEN '4900' THEN -book_amount ELSE 0 END, loss = CASE account WHEN '5900' THEN book_amount ELSE 0 END, result = CASE WHEN account IN ('4900', '5900') THEN -book_amount ELSE 0 END
SELECT period_of(m.month, p.by_period)                                    AS period,
       m.channel,
       coalesce(sum(-m.book_amount) FILTER (WHERE m.account = '4900'), 0) AS gain,
       coalesce(sum(m.book_amount)  FILTER (WHERE m.account = '5900'), 0) AS loss,
       sum(-m.book_amount)                                                AS result
FROM   account_moves AS m CROSS JOIN parameter AS p
WHERE  m.account IN ('4900', '5900') AND m.month BETWEEN p.from_month AND p.to_month AND (p.channel IS NULL OR m.channel = p.channel)
GROUP  BY 1, 2
ORDER  BY 1, 2
