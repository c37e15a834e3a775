-- What stands on each account in each currency
-- The amount is in the currency of the document where the account keeps it, debit positive; the balance is its value in the book's currency.
-- cumulative
-- columns  account text, name text, currency text, amount amount, balance money
-- explain  posting by account = account, currency = currency cells amount, balance = book_amount
SELECT b.account, a.name, b.currency, b.amount, b.balance
FROM   (SELECT m.account, m.currency, sum(m.amount) AS amount, sum(m.book_amount) AS balance
        FROM   account_totals AS m
        GROUP  BY m.account, m.currency) AS b
       LEFT JOIN account AS a ON a.account = b.account
ORDER  BY b.account, b.currency
