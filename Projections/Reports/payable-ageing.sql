-- How long we have owed producers their shares, by the month of the sale
-- accrued: the channel has not paid yet (account 2110); available: it has (2100). Months are counted back from the last day asked for, or from the last month
-- in which anything was sold. What went out without naming its sale (a payment, a deduction, goods that came back) is taken from the oldest first.
-- producer asks about one producer only.
-- cumulative
-- columns  producer text, stage text, total money, this_month money, last_month money, two_months money, older money
WITH moved AS (
  SELECT s.producer, 'accrued' AS stage, s.month AS sale_month, s.net AS amount
  FROM   sales_by_producer AS s CROSS JOIN parameter AS p
  WHERE  s.month <= p.to_month AND (p.producer IS NULL OR s.producer = p.producer)
  UNION ALL
  SELECT m.producer, 'accrued', coalesce(m.sale_month, m.month), m.withdrawn + m.indebted - m.released
  FROM   producer_money AS m CROSS JOIN parameter AS p
  WHERE  m.month <= p.to_month AND (p.producer IS NULL OR m.producer = p.producer)
  UNION ALL
  SELECT m.producer, 'available', coalesce(m.sale_month, m.month),
         m.released + m.exchanged - m.withdrawn + m.adjusted - m.approved - m.tax - m.fee - m.reserve - m.netted_debt - m.netted_advances
           + m.sent_back + m.recalled + m.tax_back
  FROM   producer_money AS m CROSS JOIN parameter AS p
  WHERE  m.month <= p.to_month AND (p.producer IS NULL OR m.producer = p.producer)
), by_month AS (
  SELECT producer, stage, sale_month, sum(amount) AS amount
  FROM   moved
  GROUP  BY producer, stage, sale_month
), taken AS (
  -- What is negative in a month takes from the oldest months that are not.
  SELECT producer, stage, sale_month, greatest(amount, 0) AS given,
         sum(greatest(amount, 0)) OVER (PARTITION BY producer, stage ORDER BY sale_month) AS given_so_far,
         sum(greatest(-amount, 0)) OVER (PARTITION BY producer, stage)                    AS taken,
         sum(amount)               OVER (PARTITION BY producer, stage)                    AS total
  FROM   by_month
), open AS (
  SELECT t.producer, t.stage, t.total,
         months_between(t.sale_month, coalesce(month_of(p.to_day), l.last)) AS age,
         greatest(0, least(t.given, t.given_so_far - t.taken)) AS amount
  FROM   taken AS t CROSS JOIN parameter AS p CROSS JOIN (SELECT max(month) AS last FROM money_moves) AS l
)
SELECT o.producer, o.stage, o.total,
       -- More taken than was ever given stands with the newest.
       coalesce(sum(o.amount) FILTER (WHERE o.age <= 0), 0) + least(o.total, 0) AS this_month,
       coalesce(sum(o.amount) FILTER (WHERE o.age = 1), 0)                      AS last_month,
       coalesce(sum(o.amount) FILTER (WHERE o.age = 2), 0)                      AS two_months,
       coalesce(sum(o.amount) FILTER (WHERE o.age > 2), 0)                      AS older
FROM   open AS o
WHERE  o.total <> 0
GROUP  BY o.producer, o.stage, o.total
ORDER  BY o.producer, o.stage
