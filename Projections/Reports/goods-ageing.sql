-- What lies at outlets and other places away from the hub, and for how long
-- One row a delivery of which something still lies there. What left a place is taken from the oldest delivery first; what a count found and what came back
-- from a buyer counts as delivered with the oldest. Goods in quarantine lie there since their recall; samples are left out. days counts to the last day asked
-- for, or to the newest day of the book. channel asks about one channel's places only.
-- cumulative
-- columns  place text, product text, batch text, on_hand quantity, arrived_on date, days count
WITH moved AS (
  SELECT m.place, m.product, m.batch, m.arrived_on, sum(m.on_hand) AS on_hand, sum(m.delivered) AS delivered
  FROM   goods_away AS m CROSS JOIN parameter AS p
  WHERE  m.month <= p.to_month AND m.place <> 'samples' AND (p.channel IS NULL OR split_part(m.place, '/', 1) = p.channel)
  GROUP  BY m.place, m.product, m.batch, m.arrived_on
), lying AS (
  SELECT place, product, batch, sum(on_hand) AS on_hand
  FROM   moved
  GROUP  BY place, product, batch
  HAVING sum(on_hand) > 0
), delivery AS (
  SELECT place, product, batch, arrived_on, delivered,
         sum(delivered) OVER (PARTITION BY place, product, batch ORDER BY arrived_on DESC) - delivered AS later,
         row_number() OVER (PARTITION BY place, product, batch ORDER BY arrived_on) = 1                AS is_oldest
  FROM   moved
  WHERE  arrived_on IS NOT NULL AND delivered > 0
), today AS (
  SELECT coalesce(p.as_of_day, (SELECT max(day) FROM book_day)) AS day FROM parameter AS p
), aged AS (
  SELECT l.place, l.product, l.batch, d.arrived_on,
         -- More than was ever delivered lies with the oldest.
         CASE WHEN coalesce(d.is_oldest, true) THEN greatest(0, l.on_hand - coalesce(d.later, 0))
              ELSE greatest(0, least(d.delivered, l.on_hand - d.later)) END AS on_hand
  FROM   lying AS l LEFT JOIN delivery AS d ON (d.place, d.product, d.batch) = (l.place, l.product, l.batch)
)
SELECT a.place, a.product, a.batch, a.on_hand, a.arrived_on, greatest(t.day - a.arrived_on, 0) AS days
FROM   aged AS a CROSS JOIN today AS t
WHERE  a.on_hand > 0
ORDER  BY a.place, a.product, a.batch, a.arrived_on
