-- What was booked, document by document
-- One row an event, account, channel and currency, in the order of the book; a page of it costs what the page holds. channel asks about one channel only.
-- columns  position count, occurred_on date, type text, stream text, document text, account text, name text, channel text, debit money, credit money, currency text, amount amount
SELECT e.position, e.occurred_on,
       (SELECT event.type FROM event WHERE event.position = e.position)     AS type,
       (SELECT event.stream FROM event WHERE event.position = e.position)   AS stream,
       min(coalesce(e.document, e."return", e.sale))                     AS document,
       e.account,
       (SELECT account.name FROM account WHERE account.account = e.account) AS name,
       e.channel,
       greatest(sum(e.book_amount), 0)                                   AS debit,
       greatest(-sum(e.book_amount), 0)                                  AS credit,
       e.currency,
       sum(e.amount)                                                     AS amount
FROM   posting AS e CROSS JOIN parameter AS p
WHERE  e.occurred_on >= coalesce(p.from_day, '-infinity') AND e.occurred_on <= coalesce(p.to_day, 'infinity')
   AND (p.channel IS NULL OR e.channel = p.channel)
GROUP  BY e.position, e.occurred_on, e.account, e.channel, e.currency
HAVING sum(e.book_amount) <> 0 OR sum(e.amount) <> 0
ORDER  BY e.position, e.account, e.channel, e.currency
