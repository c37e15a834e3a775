-- In how many communities of each oblast the programme is at work
-- cumulative
-- columns  oblast text, communities count
SELECT c.oblast, sum(m.joined - coalesce(m.departed, 0)) AS communities
FROM   membership_changes AS m
       JOIN community AS c ON c.community = m.community
       CROSS JOIN parameter AS p
WHERE  m.unit = 'community' AND m.month <= p.to_month
GROUP  BY c.oblast
ORDER  BY c.oblast
