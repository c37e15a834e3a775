-- How much all sales hang on few countries
-- The country is the one in which the goods were sold.
-- The Herfindahl-Hirschman index is the sum of the squared shares in per cent: 10 000 when one has all, 10 000 ÷ n when n have the same.
-- The effective number is how many of equal size would be as concentrated. Both are taken from exact shares, not from rounded ones.
-- columns  period period, hhi decimal, effective_countries decimal, top_country text, top_share share, top3_share share, net_sales money
-- explain  sales_by_country by period = period_of(month, by_period) cells net_sales
WITH sold AS (
  SELECT period_of(s.month, p.by_period) AS period, coalesce(s.country, 'unknown') AS country, sum(s.net_sales) AS net_sales
  FROM   sales_by_country AS s CROSS JOIN parameter AS p
  WHERE  s.month BETWEEN p.from_month AND p.to_month
  GROUP  BY 1, 2
), ranked AS (
  SELECT *, row_number() OVER (PARTITION BY period ORDER BY net_sales DESC, country) AS rank
  FROM   sold
), summed AS (
  SELECT period,
         sum(net_sales)                          AS net_sales,
         nullif(sum(net_sales), 0)               AS total,
         sum(net_sales * net_sales)              AS squares,
         max(country) FILTER (WHERE rank = 1)    AS top_country,
         sum(net_sales) FILTER (WHERE rank = 1)  AS top,
         sum(net_sales) FILTER (WHERE rank <= 3) AS top3
  FROM   ranked
  GROUP  BY period
)
SELECT period,
       round(10000 * squares / (total * total), 2)    AS hhi,
       round(total * total / nullif(squares, 0), 4)   AS effective_countries,
       CASE WHEN total <> 0 THEN top_country END      AS top_country,
       round(top / total, 6)                          AS top_share,
       round(top3 / total, 6)                         AS top3_share,
       net_sales
FROM   summed
ORDER  BY period
