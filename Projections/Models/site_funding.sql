-- Who paid for each site, and how much where that is known; in minor units of its currency. No currency: only the payer is known.
-- key  site, payer, currency
-- sum  amount
SELECT e.position,
       (e.payload->>'site') COLLATE "C"         AS site,
       (funding.part->>'payer') COLLATE "C"     AS payer,
       (funding.part->>'currency') COLLATE "C"  AS currency,
       (funding.part->>'amount')::bigint        AS amount
FROM   event AS e CROSS JOIN LATERAL json_array_elements(e.payload->'funding') AS funding(part)
WHERE  e.type = 'SiteOpened'
