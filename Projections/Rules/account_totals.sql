-- What was booked on each account up to the end of the time asked for: account_moves without the months
-- The moves of all months are added up before they are booked, so this costs a fraction of adding up what was booked.
SELECT coalesce(r.account, m.purpose)               AS account,
       m.channel,
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
FROM   (SELECT s.kind, s.purpose, s.channel, s.currency, s.is_allocated, s.is_negative,
               sum(s.amount) AS amount, sum(s.commission) AS commission, sum(s.fee) AS fee,
               sum(s.book_amount) AS book_amount, sum(s.book_commission) AS book_commission, sum(s.book_fee) AS book_fee
        FROM   money_moves AS s CROSS JOIN parameter AS q
        WHERE  s.month <= q.to_month
        GROUP  BY s.kind, s.purpose, s.channel, s.currency, s.is_allocated, s.is_negative) AS m
       JOIN posting_rule AS r ON r.kind = m.kind
        AND coalesce(r.purpose = m.purpose, r.purpose IS NULL)
        AND coalesce(r.has_producer = m.is_allocated, true)
        AND coalesce(r.is_negative = m.is_negative, true)
       CROSS JOIN parameter AS p
