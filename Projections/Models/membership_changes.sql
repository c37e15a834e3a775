-- Who joined the programme and who left it, month by month: communities, groups and producers, these by sex.
-- A producer who moves leaves one community and joins another.
-- key  month, unit, community, sex
-- sum  joined, departed
SELECT position,
       month_of(occurred_on) AS month,
       CASE kind WHEN 'enrolled' THEN 'community' WHEN 'formed' THEN 'group' ELSE 'producer' END COLLATE "C" AS unit,
       community,
       sex,
       CASE WHEN kind IN ('enrolled', 'formed') THEN 1 WHEN quantity > 0 THEN quantity / 1000 END AS joined,
       CASE WHEN quantity < 0 THEN -quantity / 1000 END AS departed
FROM   entry
WHERE  kind IN ('enrolled', 'formed', 'registered', 'changed', 'deactivated', 'reactivated')
