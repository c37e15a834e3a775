-- What became of each producer's money after her goods were sold, month by month: released, taken back, deducted, paid; and what her goods that were
-- bought outright gave her.
-- In the book's currency. What her sales gave her before that is in sales_by_producer. sale_month is the month of the sale, where a line says it.
-- key  month, producer, sale_month
-- sum  released, exchanged, bought, withdrawn, indebted, advanced, approved, tax, fee, reserve, netted_debt, netted_advances, paid, sent_back, recalled, tax_back, adjusted, adjusted_debt
SELECT position,
       month_of(occurred_on) AS month,
       producer,
       month_of(document_on) AS sale_month,
       CASE WHEN kind = 'released'  AND purpose = 'sale'       THEN book_gross END AS released,
       CASE WHEN kind = 'released'  AND purpose = 'exchange'   THEN book_gross END AS exchanged,
       CASE WHEN kind = 'bought'                               THEN book_gross END AS bought,
       CASE WHEN kind = 'withdrawn' AND purpose = 'available'  THEN book_gross END AS withdrawn,
       CASE WHEN kind = 'withdrawn' AND purpose = 'debt'       THEN book_gross END AS indebted,
       CASE WHEN kind = 'advanced'                             THEN book_gross END AS advanced,
       CASE WHEN kind = 'approved'                             THEN book_gross END AS approved,
       CASE WHEN kind = 'deducted'  AND purpose = 'tax'        THEN book_gross END AS tax,
       CASE WHEN kind = 'deducted'  AND purpose = 'fee'        THEN book_gross END AS fee,
       CASE WHEN kind = 'deducted'  AND purpose = 'reserve'    THEN book_gross END AS reserve,
       CASE WHEN kind = 'netted'    AND purpose = 'debt'       THEN book_gross END AS netted_debt,
       CASE WHEN kind = 'netted'    AND purpose = 'advance'    THEN book_gross END AS netted_advances,
       CASE WHEN kind = 'paid'                                 THEN book_gross END AS paid,
       CASE WHEN kind = 'sent_back' AND purpose = 'paid'       THEN book_gross END AS sent_back,  -- the bank had paid it
       CASE WHEN kind = 'sent_back' AND purpose = 'instructed' THEN book_gross END AS recalled,   -- it had not
       CASE WHEN kind = 'tax_back'                             THEN book_gross END AS tax_back,
       CASE WHEN kind = 'adjusted'  AND purpose = '2100'       THEN -book_gross END AS adjusted,
       CASE WHEN kind = 'adjusted'  AND purpose = '1110'       THEN book_gross END AS adjusted_debt
FROM   entry
WHERE  kind IN ('released', 'bought', 'withdrawn', 'advanced', 'approved', 'deducted', 'netted', 'paid', 'sent_back', 'tax_back', 'adjusted')
   AND producer IS NOT NULL
