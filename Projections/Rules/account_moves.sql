-- What was booked on each account, month by month: the sums of money_moves by the posting rules
-- Booking is linear: a sum of lines to which the same rules apply is booked as each line would be. So this agrees with `posting`, and costs little.
-- sold_month is the month of the sale that the money is about, as far as the line says one, otherwise its own.
SELECT m.month, coalesce(m.document_month, m.month) AS sold_month,
       coalesce(r.account, m.purpose)               AS account,
       m.kind, m.purpose, m.channel,
       CASE r.keeps WHEN 'own' THEN m.currency ELSE p.book_currency COLLATE "C" END AS currency,
       CASE r.side WHEN 'debit' THEN 1 ELSE -1 END
         * CASE r.keeps
             WHEN 'own' THEN CASE r.measure WHEN 'amount' THEN m.amount WHEN 'net' THEN m.amount - m.commission - m.fee
                                            WHEN 'commission' THEN m.commission ELSE m.fee END
             ELSE CASE r.measure WHEN 'amount' THEN m.book_amount WHEN 'net' THEN m.book_amount - m.book_commission - m.book_fee
                                 WHEN 'commission' THEN m.book_commission ELSE m.book_fee END
           END                                      AS amount,
       CASE r.side WHEN 'debit' THEN 1 ELSE -1 END
         * CASE r.measure WHEN 'amount' THEN m.book_amount WHEN 'net' THEN m.book_amount - m.book_commission - m.book_fee
                          WHEN 'commission' THEN m.book_commission ELSE m.book_fee END AS book_amount
FROM   money_moves AS m
       JOIN posting_rule AS r ON r.kind = m.kind
        AND coalesce(r.purpose = m.purpose, r.purpose IS NULL)
        AND coalesce(r.has_producer = m.is_allocated, true)
        AND coalesce(r.is_negative = m.is_negative, true)
       CROSS JOIN parameter AS p
