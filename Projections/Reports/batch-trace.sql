-- What became of one producer's goods: each batch, each sale of it, and the statement and receipt by which its money came
-- producer says whose. A row is a batch and a sale that took of it; a batch of which nothing was sold has one row without a sale. contributed is her part of
-- the batch, sold and net what the sale gave her for it, less what came back; released is what the channel has paid for, and where a sale took of several of
-- her batches it stands with the first. From and to ask about the days her goods were made. Of one batch, one sale or one payout of a channel, from raw
-- material to the bank line and for all who made it, 'esep trace' tells event by event.
-- cumulative
-- columns  batch text, product text, produced_on date, contributed quantity, unit text, sale text, sold_on date, channel text, sold quantity, net money, statement text, receipt text, released_on date, released money
WITH line AS (
  SELECT e.kind, e.occurred_on, e.sale, e.batch, e.product, e.unit, e.channel, e.document, e.reference, e.quantity, e.book_gross, e.book_net
  FROM   entry AS e CROSS JOIN parameter AS p
  WHERE  e.producer = p.producer COLLATE "C" AND e.kind IN ('produced', 'sold', 'returned', 'reversed', 'allocated', 'released')
), made AS (
  SELECT batch, min(product) AS product, min(unit) AS unit, min(occurred_on) AS produced_on, sum(quantity) AS contributed
  FROM   line WHERE kind = 'produced' GROUP BY batch
), given AS (
  SELECT batch, sale, min(occurred_on) FILTER (WHERE kind IN ('sold', 'allocated')) AS sold_on, min(channel) AS channel,
         sum(quantity) AS sold, sum(book_net) AS net, row_number() OVER (PARTITION BY sale ORDER BY batch) AS rank
  FROM   line WHERE kind IN ('sold', 'returned', 'reversed', 'allocated') AND batch IS NOT NULL GROUP BY batch, sale
), released AS (
  SELECT sale, max(document) AS statement, max(reference) AS receipt, max(occurred_on) AS released_on, sum(book_gross) AS released
  FROM   line WHERE kind = 'released' AND sale IS NOT NULL GROUP BY sale
)
SELECT m.batch, m.product, m.produced_on, m.contributed, m.unit, g.sale, g.sold_on, g.channel, g.sold, g.net,
       r.statement, r.receipt, r.released_on, CASE g.rank WHEN 1 THEN r.released END AS released
FROM   made AS m LEFT JOIN given AS g ON g.batch = m.batch LEFT JOIN released AS r ON r.sale = g.sale CROSS JOIN parameter AS p
WHERE  m.produced_on >= coalesce(p.from_day, '-infinity') AND m.produced_on <= coalesce(p.to_day, 'infinity')
ORDER  BY m.produced_on, m.batch, g.sold_on, g.sale
