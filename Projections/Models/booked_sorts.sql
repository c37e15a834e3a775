-- Which sorts of line were booked, as far as posting rules tell them apart, by month and channel; which parts the lines have, and whether these come to the
-- whole.
-- guide
-- key  month, channel, kind, purpose, has_producer, is_negative, has_commission, has_fee, adds_up
-- count  lines
SELECT position,
       month_of(occurred_on)                                                  AS month,
       channel,
       kind,
       purpose,
       producer IS NOT NULL                                                   AS has_producer,
       book_gross < 0                                                         AS is_negative,
       coalesce(book_commission, 0) <> 0                                      AS has_commission,
       coalesce(book_fee, 0) <> 0                                             AS has_fee,
       book_net = book_gross - book_discount - book_commission - book_fee     AS adds_up,
       line                                                                   AS lines
FROM   entry
WHERE  book_gross IS NOT NULL
