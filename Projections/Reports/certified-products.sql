-- How many of the products on sale are certified
-- On sale: something of it was sold in the period, and not all of it came back. Certified: by a certificate that is valid on the period's last day, or on
-- the last day asked for where that is earlier.
-- columns  period period, products count, certified count, share share
WITH sold AS (
  SELECT s.month, s.product
  FROM   sales_by_product_by_period AS s
  GROUP  BY s.month, s.product
  HAVING sum(s.quantity) > 0
), ending AS (
  SELECT m.month,
         least((m.month + CASE p.by_period WHEN 'month' THEN interval '1 month' WHEN 'quarter' THEN interval '3 months' ELSE interval '1 year' END)::date - 1,
               p.as_of_day) AS last_day
  FROM   (SELECT DISTINCT month FROM sold) AS m CROSS JOIN parameter AS p
), certified AS (
  SELECT DISTINCT e.month, c.product
  FROM   ending AS e JOIN certificate AS c
         ON c.outcome = 'granted' AND c.decided_on <= e.last_day AND c.valid_until >= e.last_day AND (c.revoked_on > e.last_day) IS NOT FALSE
)
SELECT period_of(s.month, p.by_period) AS period, count(*) AS products, count(c.product) AS certified,
       round(count(c.product)::numeric / count(*), 6) AS share
FROM   sold AS s CROSS JOIN parameter AS p LEFT JOIN certified AS c ON c.month = s.month AND c.product = s.product
GROUP  BY s.month, p.by_period
ORDER  BY s.month
