-- What money moved, month by month: sums of all lines that the posting rules treat alike, by channel and currency.
-- Amount is gross less discount; book_ is in the book's currency. document_month is the month of the sale that a claim or a release is about.
-- key  month, kind, purpose, channel, currency, is_allocated, is_negative, document_month
-- sum  amount, commission, fee, book_amount, book_commission, book_fee
SELECT position,
       month_of(occurred_on)      AS month,
       kind,
       purpose,
       channel,
       currency,
       producer IS NOT NULL       AS is_allocated,
       book_gross < 0             AS is_negative,
       month_of(document_on)      AS document_month,
       gross - discount           AS amount,
       commission,
       fee,
       book_gross - book_discount AS book_amount,
       book_commission,
       book_fee
FROM   entry
WHERE  book_gross IS NOT NULL
