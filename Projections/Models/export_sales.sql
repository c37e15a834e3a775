-- What was sold abroad: under which customs code, to which country, how much and for how much, month by month.
-- key  month, hs_code, country, product, unit, channel
-- yearly
-- sum  quantity, gross, net_sales
SELECT position,
       month_of(occurred_on)      AS month,
       hs_code,
       country,
       product,
       unit,
       channel,
       quantity,
       book_gross                 AS gross,
       book_gross - book_discount AS net_sales
FROM   entry
WHERE  kind IN ('sold', 'returned', 'reversed', 'allocated', 'sold_own', 'returned_own', 'reversed_own', 'allocated_own')
   AND country <> 'KG'
