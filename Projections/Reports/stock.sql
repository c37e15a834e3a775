-- What is in stock, batch by batch
-- On hand is what was accepted, less what was drawn for sales, plus what came back and was put back.
-- cumulative
-- columns  product text, batch text, place text, produced quantity, accepted quantity, sold quantity, returned quantity, on_hand quantity, rejected quantity, unit text, produced_on date
-- explain  stock_moves by product = product, batch = batch, place = place cells produced, accepted, rejected, sold, returned, on_hand = accepted - sold + returned
SELECT product, batch, place, produced, accepted, sold, returned,
       accepted - sold + returned AS on_hand,
       rejected, unit, produced_on
FROM   stock_moves
ORDER  BY product, batch, place
