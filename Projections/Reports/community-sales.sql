-- What the producers of each community sold, and how many of them hang on one channel
-- Net sales, what producers got of them and who depends are those of producer-revenue and producer-dependence; the community is the one a producer belongs
-- to now. The row without a community is of producers whose community the book does not know. Sales not yet allocated to producers are not here.
-- periodwise
-- columns  period period, oblast text, community text, name text, producers count, dependent count, net_sales money, net money
WITH sold AS (
  SELECT s.month, s.producer, sum(s.net_sales) AS net_sales, sum(s.net) AS net, max(s.net) AS top
  FROM   sales_by_producer_by_period AS s
  GROUP  BY s.month, s.producer
)
SELECT period_of(s.month, p.by_period)                          AS period,
       c.oblast,
       r.community,
       c.name,
       count(*)                                                 AS producers,
       count(*) FILTER (WHERE s.net > 0 AND 2 * s.top >= s.net) AS dependent,
       sum(s.net_sales)                                         AS net_sales,
       sum(s.net)                                               AS net
FROM   sold AS s CROSS JOIN parameter AS p
       LEFT JOIN producer AS r ON r.producer = s.producer
       LEFT JOIN community AS c ON c.community = r.community
GROUP  BY s.month, p.by_period, c.oblast, r.community, c.name
ORDER  BY s.month, c.oblast NULLS LAST, r.community NULLS LAST
