-- Who made goods in which month, and at which site: one for each batch she contributed to, whatever became of it.
-- A batch whose sheet names no site has none here. In which batches nothing was accepted says the rule unaccepted_making. january to december say in which
-- months of a longer period that was, so that months at work are counted without going through them.
-- key  month, producer, site
-- yearly
-- sum  batches
-- max  january, february, march, april, may, june, july, august, september, october, november, december
SELECT position,
       month_of(occurred_on) AS month,
       producer,
       counterparty          AS site,
       1                     AS batches,
       CASE date_part('month', occurred_on) WHEN  1 THEN 1 END AS january,
       CASE date_part('month', occurred_on) WHEN  2 THEN 1 END AS february,
       CASE date_part('month', occurred_on) WHEN  3 THEN 1 END AS march,
       CASE date_part('month', occurred_on) WHEN  4 THEN 1 END AS april,
       CASE date_part('month', occurred_on) WHEN  5 THEN 1 END AS may,
       CASE date_part('month', occurred_on) WHEN  6 THEN 1 END AS june,
       CASE date_part('month', occurred_on) WHEN  7 THEN 1 END AS july,
       CASE date_part('month', occurred_on) WHEN  8 THEN 1 END AS august,
       CASE date_part('month', occurred_on) WHEN  9 THEN 1 END AS september,
       CASE date_part('month', occurred_on) WHEN 10 THEN 1 END AS october,
       CASE date_part('month', occurred_on) WHEN 11 THEN 1 END AS november,
       CASE date_part('month', occurred_on) WHEN 12 THEN 1 END AS december
FROM   entry
WHERE  kind = 'produced'
