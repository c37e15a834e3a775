-- What became of each batch at each place, month by month: made, accepted or rejected, sold and put back, brought and sent away, counted, written off.
-- received is what came in from another place, less what was short and more what was over; in_transit is on its way to the place and not there yet.
-- On hand is accepted + returned + received + adjusted - sold - sent - written_off. bought says how much of it the association bought outright.
-- key  product, batch, place, month
-- sum  produced, accepted, rejected, sold, returned, received, sent, in_transit, adjusted, written_off, bought
-- max  produced_on, unit
SELECT position,
       product,
       batch,
       place,
       month_of(occurred_on)                             AS month,
       CASE kind WHEN 'produced'    THEN quantity    END AS produced,
       CASE kind WHEN 'accepted'    THEN quantity    END AS accepted,
       CASE kind WHEN 'rejected'    THEN quantity    END AS rejected,
       CASE kind WHEN 'drawn'       THEN quantity    END AS sold,
       CASE kind WHEN 'restocked'   THEN quantity    END AS returned,
       CASE kind WHEN 'arrived'     THEN quantity
                 WHEN 'short'       THEN -quantity
                 WHEN 'over'        THEN quantity
                 WHEN 'moved_in'    THEN quantity    END AS received,
       CASE kind WHEN 'sent'        THEN quantity
                 WHEN 'moved_out'   THEN quantity    END AS sent,
       CASE kind WHEN 'dispatched'  THEN quantity
                 WHEN 'arrived'     THEN -quantity   END AS in_transit,
       CASE kind WHEN 'adjusted'    THEN quantity    END AS adjusted,
       CASE kind WHEN 'written_off' THEN quantity    END AS written_off,
       CASE kind WHEN 'bought'      THEN quantity    END AS bought,
       CASE kind WHEN 'produced'    THEN occurred_on END AS produced_on,
       unit
FROM   entry
WHERE  kind IN ('produced', 'accepted', 'rejected', 'drawn', 'restocked', 'sent', 'dispatched', 'arrived', 'short', 'over', 'adjusted', 'written_off',
                'moved_out', 'moved_in', 'bought')
   AND place IS NOT NULL
