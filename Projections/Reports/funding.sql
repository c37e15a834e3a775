-- Who paid for each site, and how much where that is known
-- Money that others paid and that did not pass through the book: no sale, and in no account.
-- cumulative
-- columns  site text, payer text, amount amount, currency text
-- explain  site_funding by site = site, payer = payer, currency = currency cells amount
SELECT f.site, f.payer,
       CASE WHEN f.currency IS NOT NULL THEN f.amount END AS amount,
       f.currency
FROM   site_funding AS f
ORDER  BY f.site, f.payer, f.currency
