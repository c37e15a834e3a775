-- What was booked, document by document
-- One row an event, account, channel and currency, in the order of the book; a page of it costs what the page holds. channel and account ask about one only.
-- columns  position count, occurred_on date, type text, stream text, document text, account text, name text, channel text, debit money, credit money, currency text, amount amount
WITH place AS (
  -- Where in the book the months and the channel stand that are asked about.
  SELECT DISTINCT b.stretch
  FROM   booked AS b CROSS JOIN parameter AS p
  WHERE  b.stretch >= (SELECT coalesce(min(s.first_position), 0) / 256
                       FROM   booked_sorts AS s CROSS JOIN parameter AS q
                       WHERE  s.month BETWEEN q.from_month AND q.to_month AND (q.channel IS NULL OR s.channel = q.channel))
     AND b.month BETWEEN p.from_month AND p.to_month AND (p.channel IS NULL OR b.channel = p.channel)
     AND (p.account IS NULL
          OR b.month IN (SELECT m.month FROM account_moves AS m CROSS JOIN parameter AS q WHERE m.account = q.account AND m.month <= q.to_month))
)
SELECT j.position, j.occurred_on,
       (SELECT event.type FROM event WHERE event.position = j.position)     AS type,
       (SELECT event.stream FROM event WHERE event.position = j.position)   AS stream,
       j.document,
       j.account,
       (SELECT account.name FROM account WHERE account.account = j.account) AS name,
       j.channel,
       greatest(j.book_amount, 0)                                           AS debit,
       greatest(-j.book_amount, 0)                                          AS credit,
       j.currency,
       j.amount
FROM   place
       CROSS JOIN LATERAL (
         SELECT e.position, e.occurred_on, e.account, e.channel, e.currency, min(coalesce(e.document, e."return", e.sale)) AS document,
                sum(e.book_amount) AS book_amount, sum(e.amount) AS amount
         FROM   posting AS e CROSS JOIN parameter AS p
         WHERE  e.position >= place.stretch * 256 AND e.position < place.stretch * 256 + 256
            AND (e.occurred_on >= coalesce(p.from_day, '-infinity') AND e.occurred_on <= coalesce(p.to_day, 'infinity')) IS TRUE
            AND (p.channel IS NULL OR e.channel = p.channel)
            AND (p.account IS NULL OR e.account = p.account)
         GROUP  BY e.position, e.occurred_on, e.account, e.channel, e.currency
         HAVING sum(e.book_amount) <> 0 OR sum(e.amount) <> 0
       ) AS j
ORDER  BY place.stretch, j.position, j.account, j.channel, j.currency
