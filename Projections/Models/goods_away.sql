-- What lies away from the hub, batch by batch and place by place: how it changed month by month, and what was delivered on which day.
-- on_hand is signed: what came in less what went out. Only what was delivered has an arrived_on; by it the age of what is left is told.
-- key  place, product, batch, month, arrived_on
-- sum  on_hand, delivered
SELECT position,
       place,
       product,
       batch,
       month_of(occurred_on)                                                           AS month,
       CASE WHEN kind IN ('arrived', 'short', 'over', 'moved_in') THEN occurred_on END AS arrived_on,
       CASE WHEN kind IN ('short', 'drawn', 'sent', 'written_off', 'moved_out') THEN -quantity ELSE quantity END AS on_hand,
       CASE kind WHEN 'arrived' THEN quantity WHEN 'over' THEN quantity WHEN 'moved_in' THEN quantity WHEN 'short' THEN -quantity END AS delivered
FROM   entry
WHERE  place <> 'hub'
   AND kind IN ('accepted', 'drawn', 'restocked', 'sent', 'arrived', 'short', 'over', 'adjusted', 'written_off', 'moved_out', 'moved_in')
