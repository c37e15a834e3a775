-- What is in stock, batch by batch
-- On hand is what was accepted, less what was drawn for sales, plus what came back and was put back.
-- cumulative
-- columns  product text, batch text, place text, produced quantity, accepted quantity, sold quantity, returned quantity, on_hand quantity, rejected quantity, unit text, produced_on date
-- explain  stock_moves by product = product, batch = batch, place = place cells produced, accepted, rejected, sold, returned, on_hand = accepted - sold + returned
SELECT m.product, m.batch, m.place,
       sum(m.produced) AS produced, sum(m.accepted) AS accepted, sum(m.sold) AS sold, sum(m.returned) AS returned,
       sum(m.accepted) - sum(m.sold) + sum(m.returned) AS on_hand,
       sum(m.rejected) AS rejected,
       (array_agg(m.unit ORDER BY m.unit_at DESC) FILTER (WHERE m.unit IS NOT NULL))[1] AS unit,
       max(m.produced_on) AS produced_on
FROM   stock_moves AS m CROSS JOIN parameter AS p
WHERE  m.month <= p.to_month
GROUP  BY m.product, m.batch, m.place
ORDER  BY m.product, m.batch, m.place
