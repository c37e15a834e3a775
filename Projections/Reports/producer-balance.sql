-- What we owe each producer, and what she has got
-- Accrued: her share of goods sold, until the channel pays; then available (account 2100), in transit once a payout run is approved, and paid.
-- Due is what she gets of it: available and in transit, less debts (goods that came back after she was paid) and advances. Deducted is tax, fee and reserve.
-- producer asks about one producer only.
-- cumulative
-- columns  producer text, accrued money, available money, in_transit money, paid money, advances money, debt money, due money, deducted money
-- explain  posting by producer = producer cells accrued = CASE account WHEN '2110' THEN -book_amount ELSE 0 END, available = CASE account WHEN '2100' THEN -book_amount ELSE 0 END, in_transit = CASE account WHEN '1090' THEN -book_amount ELSE 0 END, paid = CASE WHEN account = '1010' AND (kind = 'paid' OR kind = 'sent_back') THEN -book_amount ELSE 0 END, advances = CASE WHEN account = '1110' AND (kind = 'advanced' OR purpose = 'advance') THEN book_amount ELSE 0 END, debt = CASE WHEN account = '1110' AND kind <> 'advanced' AND purpose <> 'advance' THEN book_amount ELSE 0 END, due = CASE WHEN account IN ('1090', '1110', '2100') THEN -book_amount ELSE 0 END, deducted = CASE WHEN account = '2100' AND (kind = 'deducted' OR kind = 'tax_back') THEN book_amount ELSE 0 END
WITH moved AS (
  SELECT s.producer, s.net AS accrued, 0::bigint AS available, 0::bigint AS in_transit, 0::bigint AS paid, 0::bigint AS advances, 0::bigint AS debt,
         0::bigint AS deducted
  FROM   sales_by_producer_by_period AS s
  UNION ALL
  SELECT m.producer,
         m.withdrawn + m.indebted - m.released,
         m.released + m.exchanged - m.withdrawn + m.adjusted - m.approved - m.tax - m.fee - m.reserve - m.netted_debt - m.netted_advances
           + m.sent_back + m.recalled + m.tax_back,
         m.approved - m.paid - m.recalled,
         m.paid - m.sent_back,
         m.advanced - m.netted_advances,
         m.indebted + m.adjusted_debt - m.netted_debt,
         m.tax + m.fee + m.reserve - m.tax_back
  FROM   producer_money AS m CROSS JOIN parameter AS p
  WHERE  m.month <= p.to_month AND (p.producer IS NULL OR m.producer = p.producer)
)
SELECT m.producer,
       sum(m.accrued)                                                      AS accrued,
       sum(m.available)                                                    AS available,
       sum(m.in_transit)                                                   AS in_transit,
       sum(m.paid)                                                         AS paid,
       sum(m.advances)                                                     AS advances,
       sum(m.debt)                                                         AS debt,
       sum(m.available) + sum(m.in_transit) - sum(m.debt) - sum(m.advances) AS due,
       sum(m.deducted)                                                     AS deducted
FROM   moved AS m
GROUP  BY m.producer
ORDER  BY m.producer
