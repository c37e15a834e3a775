-- What was published about the programme, beside what the book says
-- Each definition is a measure of its own (Sources/Ledger/Claims/ClaimDefinition.swift says what each counts). Difference is published less book; per cent of the
-- book. bound says how the figure was worded: exactly, about, at_least or at_most. Money in another currency than the book's: what each year brought, by the
-- average of the year's published rates, or by the newest before it. No book figure: the book has nothing of the kind, or no rate.
-- cumulative
-- columns  claim text, published_on date, source text, statement text, published decimal, unit text, bound text, definition text, book decimal, difference decimal, difference_percent decimal
WITH stated AS (
  SELECT c.claim, c.published_on, c.source, c.statement, c.figure, c.unit, c.bound, c.definition, c.from_month, least(c.through_month, p.to_month) AS through,
         (SELECT array_agg(each.channel->>'channel' COLLATE "C") FROM json_array_elements(c.channels::json) AS each(channel)) AS channels,
         nullif(c.country, '') AS country, nullif(c.hs_code, '') AS hs_code, nullif(c.oblast, '') AS oblast, nullif(c.payer, '') AS payer,
         nullif(c.programme, '') AS programme, nullif(c.site, '') AS site, nullif(c.site_kind, '') AS site_kind,
         power(10::numeric, minor_digits(p.book_currency)) AS minor, p.book_currency
  FROM   claim AS c CROSS JOIN parameter AS p
  WHERE  NOT c.withdrawn
     AND c.published_on BETWEEN coalesce(p.from_day, '-infinity') AND coalesce(p.to_day, 'infinity')
), member AS (
  SELECT s.claim, sum(m.joined - m.departed) AS all_there, coalesce(sum(m.joined - m.departed) FILTER (WHERE m.sex = 'f'), 0) AS women
  FROM   stated AS s
         JOIN membership_changes AS m ON m.month <= s.through
          AND m.unit = CASE s.definition WHEN 'communities' THEN 'community' WHEN 'groups' THEN 'group' ELSE 'producer' END
         LEFT JOIN community AS c ON c.community = m.community
  WHERE  s.definition IN ('registered_producers', 'registered_women', 'women_share', 'communities', 'groups')
     AND (s.oblast IS NULL OR c.oblast = s.oblast)
  GROUP  BY s.claim
), active AS (
  SELECT w.claim, count(*) AS active, count(*) FILTER (WHERE r.sex = 'f') AS women
  FROM   (
           SELECT s.claim, m.producer, sum(m.batches) AS batches
           FROM   stated AS s JOIN making AS m ON m.month > (s.through - interval '12 months')::date AND m.month <= s.through
           WHERE  s.definition IN ('active_producers', 'active_women')
           GROUP  BY s.claim, m.producer
         ) AS w
         LEFT JOIN (
           SELECT s.claim, u.producer, sum(u.batches) AS batches
           FROM   stated AS s JOIN unaccepted_making AS u ON u.month > (s.through - interval '12 months')::date AND u.month <= s.through
           WHERE  s.definition IN ('active_producers', 'active_women')
           GROUP  BY s.claim, u.producer
         ) AS f ON f.claim = w.claim AND f.producer = w.producer
         LEFT JOIN producer AS r ON r.producer = w.producer
  WHERE  w.batches > coalesce(f.batches, 0)
  GROUP  BY w.claim
), place AS (
  -- The sites that a claim speaks of; all of them when it says nothing that narrows.
  SELECT s.claim, t.site
  FROM   stated AS s
         JOIN site AS t ON (s.site IS NULL OR t.site = s.site) AND (s.site_kind IS NULL OR t.kind = s.site_kind) AND (s.programme IS NULL OR t.programme = s.programme)
         LEFT JOIN community AS c ON c.community = t.community
  WHERE  s.definition IN ('sites', 'people_at_sites', 'women_at_sites', 'lowest_income', 'median_income', 'highest_income')
     AND (s.payer IS NULL OR EXISTS (SELECT FROM site_funding AS f WHERE f.site = t.site AND f.payer = s.payer))
     AND (s.oblast IS NULL OR c.oblast = s.oblast)
), person AS (
  SELECT s.claim, m.producer
  FROM   stated AS s
         JOIN making AS m ON m.month BETWEEN s.from_month AND s.through
         LEFT JOIN place AS l ON l.claim = s.claim AND l.site = m.site
  WHERE  s.definition IN ('people_at_sites', 'women_at_sites', 'lowest_income', 'median_income', 'highest_income')
     AND (l.site IS NOT NULL
          OR (s.definition LIKE '%_income' AND coalesce(s.site, s.site_kind, s.programme, s.payer) IS NULL))
  GROUP  BY s.claim, m.producer
), at_work AS (
  SELECT n.claim, n.producer, m.month, m.site
  FROM   person AS n
         JOIN stated AS s ON s.claim = n.claim
         JOIN making AS m ON m.producer = n.producer AND m.month BETWEEN s.from_month AND s.through
  WHERE  s.definition LIKE '%_income'
), site_month AS (
  SELECT s.claim, m.site, m.month
  FROM   stated AS s JOIN making AS m ON m.month BETWEEN s.from_month AND s.through AND m.site IS NOT NULL
  WHERE  s.definition LIKE '%_income'
  GROUP  BY s.claim, m.site, m.month
), months AS (
  SELECT w.claim, w.producer, count(*) AS months
  FROM   (
           SELECT a.claim, a.producer, a.month FROM at_work AS a
           UNION
           SELECT hers.claim, hers.producer, theirs.month
           FROM   (SELECT DISTINCT claim, producer, site FROM at_work WHERE site IS NOT NULL) AS hers
                  JOIN site_month AS theirs ON theirs.claim = hers.claim AND theirs.site = hers.site
         ) AS w
  GROUP  BY w.claim, w.producer
), income AS (
  SELECT m.claim, round(coalesce(sum(b.earned + b.bought), 0)::numeric / m.months) AS monthly
  FROM   months AS m
         JOIN stated AS s ON s.claim = m.claim
         LEFT JOIN producer_account AS b ON b.producer = m.producer AND b.month BETWEEN s.from_month AND s.through
  GROUP  BY m.claim, m.producer, m.months
), income_spread AS (
  SELECT r.claim, min(r.monthly) AS lowest, max(r.monthly) AS highest,
         round(sum(CASE r.rank - 1 - (r.people - 1) / 2 WHEN 0 THEN r.monthly * (2 - (r.people - 1) % 2) WHEN 1 THEN r.monthly * ((r.people - 1) % 2) END) / 2) AS median
  FROM   (SELECT *, row_number() OVER (PARTITION BY claim ORDER BY monthly) AS rank, count(*) OVER (PARTITION BY claim) AS people FROM income) AS r
  GROUP  BY r.claim
), sold_in_book AS (
  -- Minor units of the book's currency, by year; a figure of a day counts as of its last month's year.
  SELECT s.claim, date_part('year', m.month)::integer AS year, sum(m.net_sales)::numeric AS amount
  FROM   stated AS s JOIN sales_by_channel AS m ON m.month BETWEEN s.from_month AND s.through
  WHERE  s.definition = 'net_sales' AND (s.channels IS NULL OR m.channel = ANY (s.channels))
  GROUP  BY 1, 2
  UNION ALL
  SELECT s.claim, date_part('year', m.month)::integer, sum(m.net_sales)
  FROM   stated AS s JOIN export_sales AS m ON m.month BETWEEN s.from_month AND s.through
  WHERE  s.definition = 'export_sales' AND (s.channels IS NULL OR m.channel = ANY (s.channels))
     AND (s.country IS NULL OR m.country = s.country) AND (s.hs_code IS NULL OR m.hs_code = s.hs_code)
  GROUP  BY 1, 2
  UNION ALL
  SELECT s.claim, date_part('year', m.month)::integer, sum(CASE m.kind WHEN 'paid' THEN m.book_amount ELSE -m.book_amount END)
  FROM   stated AS s JOIN money_moves AS m ON m.month BETWEEN s.from_month AND s.through
  WHERE  s.definition = 'paid_to_producers' AND (m.kind = 'paid' OR m.kind = 'sent_back' AND m.purpose = 'paid')
  GROUP  BY 1, 2
  UNION ALL
  SELECT s.claim, date_part('year', s.through)::integer,
         CASE s.definition WHEN 'lowest_income' THEN i.lowest WHEN 'median_income' THEN i.median ELSE i.highest END
  FROM   stated AS s JOIN income_spread AS i ON i.claim = s.claim
), money AS (
  -- Whole units of the claim's currency. Without a rate for a year there is no figure.
  SELECT b.claim, CASE WHEN bool_and(b.rate IS NOT NULL) THEN round(sum(b.amount / b.minor / b.rate), 2) END AS amount
  FROM   (
           SELECT b.claim, b.amount, s.minor,
                  CASE WHEN s.unit = s.book_currency THEN 1
                       ELSE coalesce(
                         (SELECT avg(x.rate) FROM fx_rate AS x
                          WHERE x.currency = s.unit AND x.valid_from BETWEEN make_date(b.year, 1, 1) AND make_date(b.year, 12, 31)),
                         (SELECT x.rate FROM fx_rate AS x
                          WHERE x.currency = s.unit AND x.valid_from < make_date(b.year, 1, 1) ORDER BY x.valid_from DESC LIMIT 1))
                  END AS rate
           FROM   sold_in_book AS b JOIN stated AS s ON s.claim = b.claim
         ) AS b
  GROUP  BY b.claim
), measured AS (
  SELECT s.*,
         CASE s.definition
           WHEN 'registered_producers' THEN coalesce((SELECT m.all_there FROM member AS m WHERE m.claim = s.claim), 0)
           WHEN 'communities'          THEN coalesce((SELECT m.all_there FROM member AS m WHERE m.claim = s.claim), 0)
           WHEN 'groups'               THEN coalesce((SELECT m.all_there FROM member AS m WHERE m.claim = s.claim), 0)
           WHEN 'registered_women'     THEN coalesce((SELECT m.women FROM member AS m WHERE m.claim = s.claim), 0)
           WHEN 'women_share'          THEN (SELECT round(100 * m.women / nullif(m.all_there, 0), 2) FROM member AS m WHERE m.claim = s.claim)
           WHEN 'active_producers'     THEN coalesce((SELECT a.active FROM active AS a WHERE a.claim = s.claim), 0)
           WHEN 'active_women'         THEN coalesce((SELECT a.women FROM active AS a WHERE a.claim = s.claim), 0)
           WHEN 'oblasts'              THEN (SELECT count(*)
                                             FROM   (SELECT c.oblast
                                                     FROM   membership_changes AS m JOIN community AS c ON c.community = m.community
                                                     WHERE  m.unit = 'community' AND m.month <= s.through
                                                     GROUP  BY c.oblast HAVING sum(m.joined - m.departed) > 0) AS there)
           WHEN 'products_developed'   THEN (SELECT coalesce(sum(d.developed), 0) FROM products_developed AS d
                                             WHERE d.month <= s.through AND (s.oblast IS NULL OR d.oblast = s.oblast))
           WHEN 'sites'                THEN (SELECT count(*)
                                             FROM   (SELECT c.site
                                                     FROM   place AS l JOIN site_changes AS c ON c.site = l.site
                                                     WHERE  l.claim = s.claim AND c.month <= s.through
                                                     GROUP  BY c.site HAVING sum(c.opened - c.closed) > 0) AS there)
           WHEN 'enrolled_persons'     THEN (SELECT coalesce(sum(e.enrolled - e.departed), 0) FROM enrolment_changes AS e
                                             WHERE e.unit = 'person' AND e.month <= s.through
                                               AND (s.programme IS NULL OR e.programme = s.programme) AND (s.site IS NULL OR e.site = s.site))
           WHEN 'enrolled_households'  THEN (SELECT coalesce(sum(e.enrolled - e.departed), 0) FROM enrolment_changes AS e
                                             WHERE e.unit = 'household' AND e.month <= s.through
                                               AND (s.programme IS NULL OR e.programme = s.programme) AND (s.site IS NULL OR e.site = s.site))
           WHEN 'export_quantity'      THEN (SELECT coalesce(round(sum(x.quantity) / 1000, 3), 0) FROM export_sales AS x
                                             WHERE x.month BETWEEN s.from_month AND s.through AND x.unit = s.unit
                                               AND (s.channels IS NULL OR x.channel = ANY (s.channels))
                                               AND (s.country IS NULL OR x.country = s.country) AND (s.hs_code IS NULL OR x.hs_code = s.hs_code))
           WHEN 'channel_share'        THEN (SELECT round(100 * sum(m.net_sales) FILTER (WHERE m.channel = ANY (s.channels)) / nullif(sum(m.net_sales), 0), 2)
                                             FROM sales_by_channel AS m WHERE m.month BETWEEN s.from_month AND s.through)
           WHEN 'products_sold'        THEN (SELECT count(*)
                                             FROM   (SELECT m.product FROM sales_by_product AS m
                                                     WHERE  m.month BETWEEN s.from_month AND s.through AND (s.channels IS NULL OR m.channel = ANY (s.channels))
                                                     GROUP  BY m.product HAVING sum(m.quantity) > 0) AS sold)
           WHEN 'certified_share'      THEN (SELECT round(100.0 * count(*) FILTER (WHERE EXISTS (
                                                      SELECT FROM certificate AS c
                                                      WHERE  c.product = sold.product AND c.outcome = 'granted' AND c.decided_on <= last_day_of(s.through)
                                                         AND c.valid_until >= last_day_of(s.through)
                                                         AND (c.revoked_on > last_day_of(s.through)) IS NOT FALSE)) / nullif(count(*), 0), 2)
                                             FROM   (SELECT m.product FROM sales_by_product AS m
                                                     WHERE  m.month BETWEEN s.from_month AND s.through AND (s.channels IS NULL OR m.channel = ANY (s.channels))
                                                     GROUP  BY m.product HAVING sum(m.quantity) > 0) AS sold)
           WHEN 'grants'               THEN (SELECT coalesce(round(sum(g.amount) / power(10::numeric, minor_digits(s.unit)), 3), 0) FROM grants_given AS g
                                             WHERE g.month BETWEEN s.from_month AND s.through AND g.currency = s.unit
                                               AND (s.programme IS NULL OR g.programme = s.programme) AND (s.site IS NULL OR g.site = s.site)
                                               AND (s.payer IS NULL OR g.payer = s.payer))
           WHEN 'people_at_sites'      THEN (SELECT count(*) FROM person AS n WHERE n.claim = s.claim)
           WHEN 'women_at_sites'       THEN (SELECT count(*) FROM person AS n JOIN producer AS r ON r.producer = n.producer
                                             WHERE n.claim = s.claim AND r.sex = 'f')
           -- Sales and payments of a time without any are none; an income of nobody is no figure.
           ELSE CASE WHEN s.definition LIKE '%_income' OR EXISTS (SELECT FROM money AS m WHERE m.claim = s.claim)
                     THEN (SELECT m.amount FROM money AS m WHERE m.claim = s.claim) ELSE 0 END
         END AS book
  FROM   stated AS s
)
SELECT m.claim, m.published_on, m.source, m.statement, m.figure AS published, m.unit, m.bound, m.definition,
       trim_scale(m.book)                                            AS book,
       trim_scale(m.figure - m.book)                                 AS difference,
       round(100 * (m.figure - m.book) / nullif(m.book, 0), 2)       AS difference_percent
FROM   measured AS m
ORDER  BY m.claim
