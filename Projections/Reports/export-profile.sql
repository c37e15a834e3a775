-- What was sold abroad, by customs code and country
-- Sales in any country other than Kyrgyzstan.
-- periodwise
-- columns  period period, hs_code text, country text, product text, quantity quantity, unit text, net_sales money
-- explain  export_sales by period = period_of(month, by_period), hs_code = hs_code, country = country, product = product, unit = unit cells quantity, net_sales
SELECT period_of(s.month, p.by_period) AS period,
       s.hs_code,
       s.country,
       s.product,
       sum(s.quantity)  AS quantity,
       s.unit,
       sum(s.net_sales) AS net_sales
FROM   export_sales_by_period AS s CROSS JOIN parameter AS p
GROUP  BY s.month, s.hs_code, s.country, s.product, s.unit, p.by_period
ORDER  BY s.month, s.hs_code, s.country, s.product, s.unit
