-- What the loss of a channel would cost all producers together
-- The sum of channel-loss: how many producers it would touch, what they would lose, and how many would fall below income_floor.
-- periodwise
-- columns  period period, channel text, recapture_percent count, producers count, lost money, falls count
WITH income AS (
  SELECT s.month, s.producer, s.channel, s.net, sum(s.net) OVER (PARTITION BY s.month, s.producer) AS before
  FROM   sales_by_producer_by_period AS s
), lost AS (
  SELECT i.month, i.channel, r.recapture_percent, i.producer, i.before,
         (i.net * (100 - r.recapture_percent) + 50) / 100 AS lost,  -- rounded: what is earned is more than nothing here
         p.income_floor, p.by_period
  FROM   income AS i
         CROSS JOIN parameter AS p
         CROSS JOIN LATERAL unnest(CASE WHEN p.recapture_percent IS NULL THEN ARRAY[0, 25, 50] ELSE ARRAY[p.recapture_percent] END)
                    AS r(recapture_percent)
  WHERE  i.net > 0 AND (p.channel IS NULL OR i.channel = p.channel)
)
SELECT period_of(month, by_period) AS period, channel, recapture_percent,
       count(*)  AS producers,
       sum(lost) AS lost,
       count(*) FILTER (WHERE before >= income_floor AND before - lost < income_floor) AS falls
FROM   lost
GROUP  BY month, by_period, channel, recapture_percent
ORDER  BY month, channel, recapture_percent
