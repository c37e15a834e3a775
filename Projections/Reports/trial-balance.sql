-- What stands on each account
-- In the book's currency; each balance on the side that it has. Both sides come to the same.
-- cumulative
-- columns  account text, name text, debit money, credit money, balance money
-- explain  posting by account = account cells balance = book_amount
SELECT b.account, a.name,
       greatest(b.balance, 0)  AS debit,
       greatest(-b.balance, 0) AS credit,
       b.balance
FROM   (SELECT m.account, sum(m.book_amount) AS balance
        FROM   account_totals AS m
        GROUP  BY m.account) AS b
       LEFT JOIN account AS a ON a.account = b.account
ORDER  BY b.account
