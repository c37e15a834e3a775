-- When sites opened and closed, month by month. A site may open again.
-- key  month, site
-- sum  opened, closed
SELECT position,
       month_of(occurred_on)          AS month,
       (payload->>'site') COLLATE "C" AS site,
       (type = 'SiteOpened')::integer AS opened,
       (type = 'SiteClosed')::integer AS closed
FROM   event
WHERE  type IN ('SiteOpened', 'SiteClosed')
