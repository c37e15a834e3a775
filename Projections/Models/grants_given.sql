-- Money given for programmes and sites, month by month, in minor units of its own currency. Never a sale, and in no account of the book.
-- key  month, programme, site, payer, currency
-- sum  amount, grants
SELECT position,
       month_of(occurred_on)               AS month,
       (payload->>'programme') COLLATE "C" AS programme,
       (payload->>'site') COLLATE "C"      AS site,
       (payload->>'payer') COLLATE "C"     AS payer,
       (payload->>'currency') COLLATE "C"  AS currency,
       (payload->>'amount')::bigint        AS amount,
       1                                   AS grants
FROM   event
WHERE  type = 'GrantRecorded'
