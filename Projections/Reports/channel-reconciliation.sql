-- How far each statement of a channel is matched, disputed and paid
-- matched is what sales and charges account for, commission taken off; unmatched is the rest of what is stated, negative where the channel states less than
-- it sold. open is what is still to be paid: matched less disputed, written off and paid; its value is account 1210. age_days counts from the end of the
-- statement's period to the last day asked for, or to the end of the last month in which anything moved. What is on no statement is in channel-unstated.
-- cumulative
-- columns  channel text, statement text, period_end date, currency text, stated amount, matched amount, unmatched amount, disputed amount, written_off amount, paid amount, open amount, open_value money, age_days count
-- explain  statement_money by channel = channel, statement = statement, currency = currency cells stated, matched = matched + charged, unmatched = stated - matched - charged, disputed = disputed - recovered - written_off, written_off, paid, open = matched + charged - disputed + recovered - paid, open_value = book_open
WITH summed AS (
  SELECT s.channel, s.statement, s.currency, max(s.period_end) AS period_end, sum(s.stated) AS stated, sum(s.matched + s.charged) AS matched,
         sum(s.disputed) AS disputed, sum(s.recovered) AS recovered, sum(s.written_off) AS written_off, sum(s.paid) AS paid,
         sum(s.book_open) AS open_value
  FROM   statement_money AS s CROSS JOIN parameter AS p
  WHERE  s.month <= p.to_month AND (p.channel IS NULL OR s.channel = p.channel)
  GROUP  BY s.channel, s.statement, s.currency
)
SELECT s.channel, s.statement, s.period_end, s.currency, s.stated, s.matched,
       s.stated - s.matched                           AS unmatched,
       s.disputed - s.recovered - s.written_off       AS disputed,
       s.written_off, s.paid,
       s.matched - s.disputed + s.recovered - s.paid  AS open,
       s.open_value,
       CASE WHEN s.period_end IS NOT NULL THEN greatest(coalesce(p.to_day, last_day_of(t.last)) - s.period_end, 0) END AS age_days
FROM   summed AS s CROSS JOIN parameter AS p CROSS JOIN (SELECT max(month) AS last FROM money_moves) AS t
ORDER  BY s.channel, s.period_end, s.statement, s.currency
