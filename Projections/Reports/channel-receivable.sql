-- What each channel owes us
-- Sold and on no statement yet (account 1200), on a statement and not paid (1210), disputed (1290), less what we owe it for goods returned after it had
-- paid (2400). In the book's currency; total_amount in the currency of the row. The commission it keeps is on 2150 until its statement comes.
-- cumulative
-- columns  channel text, currency text, not_stated money, unpaid money, disputed money, refunds_due money, total money, total_amount amount
-- explain  posting by channel = channel, currency = currency cells not_stated = CASE account WHEN '1200' THEN book_amount ELSE 0 END, unpaid = CASE account WHEN '1210' THEN book_amount ELSE 0 END, disputed = CASE account WHEN '1290' THEN book_amount ELSE 0 END, refunds_due = CASE account WHEN '2400' THEN -book_amount ELSE 0 END, total = CASE WHEN account IN ('1200', '1210', '1290', '2400') THEN book_amount ELSE 0 END, total_amount = CASE WHEN account IN ('1200', '1210', '1290', '2400') THEN amount ELSE 0 END
SELECT m.channel, m.currency,
       coalesce(sum(m.book_amount)  FILTER (WHERE m.account = '1200'), 0) AS not_stated,
       coalesce(sum(m.book_amount)  FILTER (WHERE m.account = '1210'), 0) AS unpaid,
       coalesce(sum(m.book_amount)  FILTER (WHERE m.account = '1290'), 0) AS disputed,
       coalesce(sum(-m.book_amount) FILTER (WHERE m.account = '2400'), 0) AS refunds_due,
       sum(m.book_amount)                                                 AS total,
       sum(m.amount)                                                      AS total_amount
FROM   account_totals AS m CROSS JOIN parameter AS p
WHERE  m.account IN ('1200', '1210', '1290', '2400') AND (p.channel IS NULL OR m.channel = p.channel)
GROUP  BY m.channel, m.currency
ORDER  BY m.channel, m.currency
