-- The sites there are: what they are called, where they lie, what they are, and whether they are open.
-- No programme is an empty text: it takes the place of what was said at an earlier opening, which NULL would not.
-- key  site
-- latest  name, community, kind, programme, open, changed_on
-- min  opened_on
SELECT position,
       (payload->>'site') COLLATE "C"      AS site,
       payload->>'name'                    AS name,
       (payload->>'community') COLLATE "C" AS community,
       (payload->>'kind') COLLATE "C"      AS kind,
       CASE type WHEN 'SiteOpened' THEN coalesce(payload->>'programme', '') END COLLATE "C" AS programme,
       type = 'SiteOpened'                 AS open,
       occurred_on                         AS changed_on,
       CASE type WHEN 'SiteOpened' THEN occurred_on END AS opened_on
FROM   event
WHERE  type IN ('SiteOpened', 'SiteClosed')
