-- What each channel sold, and how it was divided, month by month.
-- Goods sold before they were booked as produced count here too: their money is real, only their makers are not known yet.
-- So do goods that the association had bought outright (kinds in _own): what commission leaves of them is in net, and there is no fee.
-- A return or a reversal counts in its own month. Money is in the book's currency.
-- key  month, channel
-- sum  gross, discount, net_sales, commission, fee, net, quantity, sales
SELECT position,
       month_of(occurred_on)                          AS month,
       channel,
       book_gross                                     AS gross,
       book_discount                                  AS discount,
       book_gross - book_discount                     AS net_sales,
       book_commission                                AS commission,
       book_fee                                       AS fee,
       book_net                                       AS net,
       quantity,
       (kind IN ('sold', 'sold_own') AND line = 1)::integer AS sales
FROM   entry
WHERE  kind IN ('sold', 'returned', 'reversed', 'allocated', 'sold_own', 'returned_own', 'reversed_own', 'allocated_own')
