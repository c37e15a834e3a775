-- How incomes are spread among those who made goods, in all and at each site
-- Counted are producers who made goods in the period; in a site's row, those who made goods there. A person's income is her net accrued in the period, of all
-- her goods (producer-revenue), and what the association bought of her outright. Her average monthly income is that ÷ the months of the period in which she
-- made goods, or a site where she made goods in the period did. Median, P10 and P90 lie between the two nearest incomes in proportion; Gini is 0 when all
-- have the same. The row without a site is all of them, with or without a site.
-- periodwise
-- columns  period period, site text, people count, women count, income money, lowest money, p10 money, median money, p90 money, highest money, gini decimal
WITH site_months AS (
  SELECT m.month, m.site,
         max(m.january) AS january, max(m.february) AS february, max(m.march) AS march, max(m.april) AS april,
         max(m.may) AS may, max(m.june) AS june, max(m.july) AS july, max(m.august) AS august,
         max(m.september) AS september, max(m.october) AS october, max(m.november) AS november, max(m.december) AS december
  FROM   making_by_period AS m
  WHERE  m.site IS NOT NULL
  GROUP  BY m.month, m.site
), worked AS (
  SELECT m.month, m.producer,
         coalesce(max(greatest(m.january, s.january)), 0) + coalesce(max(greatest(m.february, s.february)), 0) + coalesce(max(greatest(m.march, s.march)), 0)
         + coalesce(max(greatest(m.april, s.april)), 0) + coalesce(max(greatest(m.may, s.may)), 0) + coalesce(max(greatest(m.june, s.june)), 0)
         + coalesce(max(greatest(m.july, s.july)), 0) + coalesce(max(greatest(m.august, s.august)), 0) + coalesce(max(greatest(m.september, s.september)), 0)
         + coalesce(max(greatest(m.october, s.october)), 0) + coalesce(max(greatest(m.november, s.november)), 0) + coalesce(max(greatest(m.december, s.december)), 0) AS months
  FROM   making_by_period AS m LEFT JOIN site_months AS s ON s.month = m.month AND s.site = m.site
  GROUP  BY m.month, m.producer
), accrued AS (
  SELECT c.month, c.producer, c.earned + c.bought AS income
  FROM   producer_account_by_period AS c
), person AS (
  SELECT w.month, w.producer, (r.sex = 'f')::integer AS woman,
         coalesce(a.income, 0) AS income, round(coalesce(a.income, 0)::numeric / w.months)::bigint AS monthly
  FROM   worked AS w
         LEFT JOIN accrued AS a ON a.month = w.month AND a.producer = w.producer
         LEFT JOIN producer AS r ON r.producer = w.producer
), counted AS (
  SELECT n.month, NULL::text AS site, n.producer, n.woman, n.income, n.monthly
  FROM   person AS n
  UNION ALL
  SELECT m.month, m.site, m.producer, n.woman, n.income, n.monthly
  FROM   making_by_period AS m
         JOIN person AS n ON n.month = m.month AND n.producer = m.producer
  WHERE  m.site IS NOT NULL
), ranked AS (
  SELECT *, row_number() OVER (PARTITION BY month, site ORDER BY monthly, producer) AS rank, count(*) OVER (PARTITION BY month, site) AS people
  FROM   counted
)
SELECT period_of(r.month, p.by_period) AS period, r.site, count(*) AS people, coalesce(sum(r.woman), 0) AS women, sum(r.income) AS income,
       min(r.monthly) AS lowest,
       -- A tenth, half and nine tenths of the way from the first to the last: between two incomes, in tenths.
       round(sum(CASE r.rank - 1 - (r.people - 1) / 10 WHEN 0 THEN r.monthly * (10 - (r.people - 1) % 10) WHEN 1 THEN r.monthly * ((r.people - 1) % 10) END) / 10) AS p10,
       round(sum(CASE r.rank - 1 - 5 * (r.people - 1) / 10 WHEN 0 THEN r.monthly * (10 - 5 * (r.people - 1) % 10) WHEN 1 THEN r.monthly * (5 * (r.people - 1) % 10) END) / 10) AS median,
       round(sum(CASE r.rank - 1 - 9 * (r.people - 1) / 10 WHEN 0 THEN r.monthly * (10 - 9 * (r.people - 1) % 10) WHEN 1 THEN r.monthly * (9 * (r.people - 1) % 10) END) / 10) AS p90,
       max(r.monthly) AS highest,
       round(sum((2 * r.rank - r.people - 1) * r.monthly) / nullif(count(*) * sum(r.monthly), 0), 6) AS gini
FROM   ranked AS r CROSS JOIN parameter AS p
GROUP  BY r.month, r.site, p.by_period
ORDER  BY r.month, r.site NULLS FIRST
