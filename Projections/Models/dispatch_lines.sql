-- What was dispatched from where to where, and what of it arrived, line by line.
-- key  dispatch, batch, product, place, from_place
-- sum  dispatched, arrived, short, over
-- max  sent_on, received_on
SELECT position,
       document                                                                     AS dispatch,
       batch,
       product,
       place,
       counterparty                                                                 AS from_place,
       CASE kind WHEN 'dispatched' THEN quantity    END                             AS dispatched,
       CASE kind WHEN 'arrived'    THEN quantity    END                             AS arrived,
       CASE kind WHEN 'short'      THEN quantity    END                             AS short,
       CASE kind WHEN 'over'       THEN quantity    END                             AS over,
       CASE kind WHEN 'dispatched' THEN occurred_on END                             AS sent_on,
       CASE WHEN kind IN ('arrived', 'short', 'over') THEN occurred_on END          AS received_on
FROM   entry
WHERE  kind IN ('dispatched', 'arrived', 'short', 'over') AND document IS NOT NULL
