-- In how many communities of each oblast the programme is at work, and with how many producers
-- Producers are those registered and not deactivated, in the village where each belongs.
-- cumulative
-- columns  oblast text, communities count, producers count, women count, women_share share
SELECT c.oblast,
       coalesce(sum(m.joined - m.departed) FILTER (WHERE m.unit = 'community'), 0)                 AS communities,
       coalesce(sum(m.joined - m.departed) FILTER (WHERE m.unit = 'producer'), 0)                  AS producers,
       coalesce(sum(m.joined - m.departed) FILTER (WHERE m.unit = 'producer' AND m.sex = 'f'), 0)  AS women,
       round(coalesce(sum(m.joined - m.departed) FILTER (WHERE m.unit = 'producer' AND m.sex = 'f'), 0)
             / nullif(sum(m.joined - m.departed) FILTER (WHERE m.unit = 'producer'), 0), 6)        AS women_share
FROM   membership_changes AS m
       JOIN community AS c ON c.community = m.community
       CROSS JOIN parameter AS p
WHERE  m.unit IN ('community', 'producer') AND m.month <= p.to_month
GROUP  BY c.oblast
ORDER  BY c.oblast
