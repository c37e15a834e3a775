-- What is in stock, batch by batch
-- On hand is what was accepted, less what was drawn for sales, plus what came back and was put back; and with it what came from other places (received) and
-- went there (sent), what counts found too much or too little (adjusted), and what was written off. in_transit is on its way to the place. owner says whose
-- goods they are: the producers', sold for them, or the association's, which bought them outright.
-- cumulative
-- columns  product text, batch text, place text, produced quantity, accepted quantity, sold quantity, returned quantity, on_hand quantity, rejected quantity, unit text, produced_on date, received quantity, sent quantity, in_transit quantity, adjusted quantity, written_off quantity, owner text
-- explain  stock_moves by product = product, batch = batch, place = place cells produced, accepted, rejected, sold, returned, received, sent, in_transit, adjusted, written_off, on_hand = accepted + returned + received + adjusted - sold - sent - written_off
SELECT m.product, m.batch, m.place,
       sum(m.produced) AS produced, sum(m.accepted) AS accepted, sum(m.sold) AS sold, sum(m.returned) AS returned,
       sum(m.accepted) + sum(m.returned) + sum(m.received) + sum(m.adjusted) - sum(m.sold) - sum(m.sent) - sum(m.written_off) AS on_hand,
       sum(m.rejected) AS rejected,
       -- The sheet of the batch says these once, at the hub.
       max(max(m.unit)) OVER whole        AS unit,
       max(max(m.produced_on)) OVER whole AS produced_on,
       sum(m.received) AS received, sum(m.sent) AS sent, sum(m.in_transit) AS in_transit, sum(m.adjusted) AS adjusted, sum(m.written_off) AS written_off,
       CASE WHEN max(sum(m.bought)) OVER whole > 0 THEN 'association' ELSE 'producers' END AS owner
FROM   stock_moves AS m CROSS JOIN parameter AS p
WHERE  m.month <= p.to_month
GROUP  BY m.product, m.batch, m.place
WINDOW whole AS (PARTITION BY m.product, m.batch)
ORDER  BY m.product, m.batch, m.place
