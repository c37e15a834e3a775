-- What we owe each producer, and what she has got
-- Accrued: her share of goods sold, until the channel pays; then available (account 2100), as goods bought from her outright are at once; in transit once a
-- payout run is approved, and paid. Due is what she gets of it: available and in transit, less debts (goods that came back after she was paid) and advances.
-- Deducted is tax, fee and reserve. producer asks about one producer only.
-- cumulative
-- columns  producer text, accrued money, available money, in_transit money, paid money, advances money, debt money, due money, deducted money
-- explain  posting by producer = producer cells accrued = CASE account WHEN '2110' THEN -book_amount ELSE 0 END, available = CASE account WHEN '2100' THEN -book_amount ELSE 0 END, in_transit = CASE account WHEN '1090' THEN -book_amount ELSE 0 END, paid = CASE WHEN account = '1010' AND (kind = 'paid' OR kind = 'sent_back') THEN -book_amount ELSE 0 END, advances = CASE WHEN account = '1110' AND (kind = 'advanced' OR purpose = 'advance') THEN book_amount ELSE 0 END, debt = CASE WHEN account = '1110' AND kind <> 'advanced' AND purpose <> 'advance' THEN book_amount ELSE 0 END, due = CASE WHEN account IN ('1090', '1110', '2100') THEN -book_amount ELSE 0 END, deducted = CASE WHEN account = '2100' AND (kind = 'deducted' OR kind = 'tax_back') THEN book_amount ELSE 0 END
SELECT m.producer,
       total(m.earned - m.cleared)                               AS accrued,
       total(m.available)                                        AS available,
       total(m.in_transit)                                       AS in_transit,
       total(m.paid)                                             AS paid,
       total(m.advances)                                         AS advances,
       total(m.debt)                                             AS debt,
       total(m.available + m.in_transit - m.debt - m.advances)   AS due,
       total(m.deducted)                                         AS deducted
FROM   producer_account_by_period AS m
GROUP  BY m.producer
ORDER  BY m.producer
