-- What each producer's goods brought through each channel, and what she got of it, month by month.
-- What is not allocated to anybody yet is not here, nor are goods that the association had bought from her before it sold them: see producer_money.
-- key  month, producer, channel
-- yearly
-- sum  quantity, gross, discount, net_sales, commission, fee, net
SELECT position,
       month_of(occurred_on)      AS month,
       producer,
       channel,
       quantity,
       book_gross                 AS gross,
       book_discount              AS discount,
       book_gross - book_discount AS net_sales,
       book_commission            AS commission,
       book_fee                   AS fee,
       book_net                   AS net
FROM   entry
WHERE  kind IN ('sold', 'returned', 'reversed', 'allocated') AND producer IS NOT NULL
