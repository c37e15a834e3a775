-- How much of each product was made and not inspected yet, month by month; and in which batches an inspection accepted nothing or took back what it had accepted.
-- A stepping stone to the few batches of which nothing is accepted: without it all batches would have to be looked through. Waiting is below zero in a
-- month in which more was inspected than made; over all months it never is.
-- key  month, product, refused_batch
-- sum  waiting
SELECT position,
       month_of(occurred_on)                                     AS month,
       product,
       CASE WHEN kind = 'accepted' AND quantity <= 0 THEN batch END AS refused_batch,
       CASE kind WHEN 'produced' THEN quantity ELSE -quantity END AS waiting
FROM   entry
WHERE  kind IN ('produced', 'accepted', 'rejected')
