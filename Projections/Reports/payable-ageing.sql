-- How long we have owed producers their shares, by the month of the sale
-- accrued: the channel has not paid yet (account 2110); available: it has (2100). Months are counted back from the last day asked for, or from the last month
-- in which anything was booked. Money is as old as its sale, or as the line itself if that was before the sale. What went out without naming its sale (a
-- payment, a deduction, goods that came back) is taken from the oldest first: so of the older months only their sum is needed, and with it each of the last
-- three. producer asks about one producer only.
-- cumulative
-- columns  producer text, stage text, total money, this_month money, last_month money, two_months money, older money
WITH month AS (
  SELECT n.month AS m0, (n.month - interval '1 month')::date AS m1, (n.month - interval '2 months')::date AS m2
  FROM   (SELECT coalesce(month_of(p.to_day), (SELECT max(m.month) FROM money_moves AS m)) AS month FROM parameter AS p) AS n
), owed AS (
  SELECT a.producer, total(a.earned - a.cleared) AS accrued, total(a.available) AS available
  FROM   producer_account_by_period AS a
  GROUP  BY a.producer
), recent AS (
  -- What sales of each of the last months gave, less what was cleared of it in that month and after.
  SELECT a.producer,
         total(a.earned - a.cleared0) FILTER (WHERE a.month = n.m0) AS accrued0,
         total(a.earned - a.cleared0) FILTER (WHERE a.month = n.m1) AS accrued1,
         total(a.earned - a.cleared0) FILTER (WHERE a.month = n.m2) AS accrued2,
         total(a.cleared1)   FILTER (WHERE a.month = n.m0)          AS cleared1,
         total(CASE a.month WHEN n.m0 THEN a.cleared2 ELSE a.cleared1 END)     FILTER (WHERE a.month <> n.m2) AS cleared2,
         total(a.available0) FILTER (WHERE a.month = n.m0)          AS available0,
         total(CASE a.month WHEN n.m0 THEN a.available1 ELSE a.available0 END) FILTER (WHERE a.month <> n.m2) AS available1,
         total(CASE a.month WHEN n.m0 THEN a.available2 WHEN n.m1 THEN a.available1 ELSE a.available0 END)    AS available2
  FROM   producer_account AS a CROSS JOIN month AS n CROSS JOIN parameter AS p
  WHERE  a.month >= (SELECT m2 FROM month) AND a.month <= (SELECT m0 FROM month) AND (p.producer IS NULL OR a.producer = p.producer)
  GROUP  BY a.producer
), aged AS (
  SELECT o.producer, s.stage, s.total, s.m0, s.m1, s.m2, s.total - s.m0 - s.m1 - s.m2 AS older
  FROM   owed AS o LEFT JOIN recent AS r ON r.producer = o.producer
         CROSS JOIN LATERAL (
           VALUES ('accrued', o.accrued, coalesce(r.accrued0, 0), coalesce(r.accrued1, 0) - coalesce(r.cleared1, 0),
                   coalesce(r.accrued2, 0) - coalesce(r.cleared2, 0)),
                  ('available', o.available, coalesce(r.available0, 0), coalesce(r.available1, 0), coalesce(r.available2, 0))
         ) AS s(stage, total, m0, m1, m2)
  WHERE  s.total <> 0
), taken AS (
  SELECT a.producer, a.stage, a.total,
         greatest(a.older, 0) AS given3, greatest(a.m2, 0) AS given2, greatest(a.m1, 0) AS given1,
         greatest(-a.older, 0) + greatest(-a.m2, 0) + greatest(-a.m1, 0) + greatest(-a.m0, 0) AS taken
  FROM   aged AS a
), open AS (
  -- What is still open of what was given up to each age.
  SELECT t.producer, t.stage, t.total,
         greatest(t.given3 - t.taken, 0)                       AS older,
         greatest(t.given3 + t.given2 - t.taken, 0)            AS two_months,
         greatest(t.given3 + t.given2 + t.given1 - t.taken, 0) AS last_month
  FROM   taken AS t
)
SELECT o.producer, o.stage, o.total,
       -- All that is open less what is older; more taken than was ever given stands here too.
       o.total - o.last_month      AS this_month,
       o.last_month - o.two_months AS last_month,
       o.two_months - o.older      AS two_months,
       o.older
FROM   open AS o
ORDER  BY o.producer, o.stage
