-- The producers there are: where they belong, and whether they are active. Their names are not in the log.
-- No group, or a sex not said, is an empty text: it takes the place of what was said before, which NULL would not.
-- key  producer
-- latest  community, producer_group, sex, active
SELECT position,
       producer,
       community,
       coalesce(producer_group, '') AS producer_group,
       coalesce(sex, '')            AS sex,
       kind <> 'deactivated'        AS active
FROM   entry
WHERE  kind IN ('registered', 'changed', 'deactivated', 'reactivated')
   AND (quantity > 0 OR kind = 'deactivated')
