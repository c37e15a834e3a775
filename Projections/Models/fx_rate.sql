-- The official rates: what one unit of a currency was in the book's.
-- key  currency, valid_from
-- latest  rate
SELECT position,
       (payload->>'currency') COLLATE "C"                                     AS currency,
       (payload->>'date')::date                                               AS valid_from,
       (payload->>'rate')::numeric / (payload->>'nominal')::bigint            AS rate
FROM   event
WHERE  type = 'FxRatePublished'
