-- The sites: who paid for each, whether it is open, and who works there
-- People and women are the producers who made goods there in the twelve months that end with the last month asked for, or with the newest of the book.
-- Sites that a batch names and nobody opened are not here. What payers gave, where it is known, says the report funding.
-- cumulative
-- columns  site text, name text, kind text, community text, oblast text, programme text, payers text, opened_on date, closed_on date, open text, people count, women count
WITH newest AS (
  SELECT CASE WHEN p.to_day IS NULL THEN (SELECT max(month) FROM making) ELSE p.to_month END AS month
  FROM   parameter AS p
), working AS (
  SELECT m.site, count(*) AS people, count(*) FILTER (WHERE m.sex = 'f') AS women
  FROM   (
           SELECT m.site, m.producer, max(r.sex) AS sex
           FROM   newest AS n
                  JOIN making AS m ON m.month > (n.month - interval '12 months')::date AND m.month <= n.month AND m.site IS NOT NULL
                  LEFT JOIN producer AS r ON r.producer = m.producer
           GROUP  BY m.site, m.producer
         ) AS m
  GROUP  BY m.site
), paying AS (
  SELECT f.site, string_agg(DISTINCT f.payer, '; ' ORDER BY f.payer) AS payers
  FROM   site_funding AS f
  GROUP  BY f.site
)
SELECT s.site, s.name, s.kind, s.community, c.oblast,
       nullif(s.programme, '')                      AS programme,
       y.payers,
       s.opened_on,
       CASE WHEN NOT s.open THEN s.changed_on END   AS closed_on,
       CASE WHEN s.open THEN 'yes' ELSE 'no' END    AS open,
       coalesce(w.people, 0)                        AS people,
       coalesce(w.women, 0)                         AS women
FROM   site AS s
       LEFT JOIN community AS c ON c.community = s.community
       LEFT JOIN paying AS y ON y.site = s.site
       LEFT JOIN working AS w ON w.site = s.site
ORDER  BY s.site
