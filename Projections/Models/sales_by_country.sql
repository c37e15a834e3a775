-- In which country the goods were sold, month by month.
-- key  month, country
-- sum  gross, discount, net_sales
SELECT position,
       month_of(occurred_on)      AS month,
       country,
       book_gross                 AS gross,
       book_discount              AS discount,
       book_gross - book_discount AS net_sales
FROM   entry
WHERE  kind IN ('sold', 'returned', 'reversed', 'allocated', 'sold_own', 'returned_own', 'reversed_own', 'allocated_own')
