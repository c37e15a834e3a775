-- Every line of every document as it is booked: one row a line and account
-- Debits are positive, credits negative.
-- key  month, account, kind, purpose, channel, producer, document, currency
-- sum  amount, book_amount
SELECT e.position, e.line, e.occurred_on, month_of(e.occurred_on) AS month,
       coalesce(r.account, e.purpose)                             AS account,
       e.kind, e.purpose, e.channel, e.producer, e.sale, e."return", e.batch, e.document, e.reference, e.document_on,
       CASE r.keeps WHEN 'own' THEN e.currency ELSE p.book_currency COLLATE "C" END AS currency,
       CASE r.side WHEN 'debit' THEN 1 ELSE -1 END
         * CASE r.keeps
             WHEN 'own' THEN CASE r.measure WHEN 'amount' THEN e.gross - e.discount WHEN 'net' THEN e.net WHEN 'commission' THEN e.commission ELSE e.fee END
             ELSE CASE r.measure WHEN 'amount' THEN e.book_gross - e.book_discount WHEN 'net' THEN e.book_net
                                 WHEN 'commission' THEN e.book_commission ELSE e.book_fee END
           END                                                    AS amount,
       CASE r.side WHEN 'debit' THEN 1 ELSE -1 END
         * CASE r.measure WHEN 'amount' THEN e.book_gross - e.book_discount WHEN 'net' THEN e.book_net
                          WHEN 'commission' THEN e.book_commission ELSE e.book_fee END AS book_amount
FROM   entry AS e
       JOIN posting_rule AS r ON r.kind = e.kind
        AND coalesce(r.purpose = e.purpose, r.purpose IS NULL)
        AND coalesce(r.has_producer = (e.producer IS NOT NULL), true)
        AND coalesce(r.is_negative = (e.book_gross < 0), true)
       CROSS JOIN parameter AS p
WHERE  e.book_gross IS NOT NULL
