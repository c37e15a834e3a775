-- What the loss of a channel would cost all producers together
-- The sum of channel-loss: how many producers it would touch, what they would lose, and how many would fall below income_floor.
-- columns  period period, channel text, recapture_percent count, producers count, lost money, falls count
WITH earned AS (
  SELECT period_of(s.month, p.by_period) AS period, s.producer, s.channel, sum(s.net) AS net
  FROM   sales_by_producer AS s CROSS JOIN parameter AS p
  WHERE  s.month BETWEEN p.from_month AND p.to_month
  GROUP  BY 1, 2, 3
), income AS (
  SELECT *, sum(net) OVER (PARTITION BY period, producer) AS before
  FROM   earned
), lost AS (
  SELECT i.period, i.channel, r.recapture_percent, i.producer, i.before,
         round(i.net * (100 - r.recapture_percent) / 100) AS lost,
         p.income_floor
  FROM   income AS i
         CROSS JOIN parameter AS p
         CROSS JOIN LATERAL unnest(CASE WHEN p.recapture_percent IS NULL THEN ARRAY[0, 25, 50] ELSE ARRAY[p.recapture_percent] END)
                    AS r(recapture_percent)
  WHERE  i.net > 0 AND (p.channel IS NULL OR i.channel = p.channel)
)
SELECT period, channel, recapture_percent,
       count(*)  AS producers,
       sum(lost) AS lost,
       count(*) FILTER (WHERE before >= income_floor AND before - lost < income_floor) AS falls
FROM   lost
GROUP  BY period, channel, recapture_percent
ORDER  BY period, channel, recapture_percent
