-- At which step of the OVOP method each product is, and for how long
-- Steps are counted 1 (territory analysis) to 11 (branding and sales). Products still on their way come first, those waiting longest before the others;
-- products of which no step was ever reported are left out. days counts to the last day asked for, or to the newest day of the book.
-- columns  product text, name text, stage count, since date, days count
WITH today AS (
  SELECT coalesce(p.as_of_day, greatest((SELECT max(day) FROM book_day), (SELECT max(reached_on) FROM product_stage))) AS day
  FROM   parameter AS p
), reached AS (
  SELECT DISTINCT ON (s.product) s.product, s.stage, s.reached_on AS since, t.day - s.reached_on AS days
  FROM   product_stage AS s CROSS JOIN today AS t
  WHERE  s.reached_on <= t.day
  ORDER  BY s.product, s.stage DESC
)
SELECT r.product, d.name, r.stage, r.since, r.days
FROM   reached AS r LEFT JOIN product AS d ON d.product = r.product
ORDER  BY r.stage = 11, r.days DESC, r.product
