-- Who began to take part in a programme and who left it, month by month. Persons and households are counted apart and never added up.
-- people_: how many people the households are, as far as they were counted.
-- key  month, programme, unit, community, site
-- sum  enrolled, departed, people_enrolled, people_departed
SELECT position,
       month_of(occurred_on)               AS month,
       (payload->>'programme') COLLATE "C" AS programme,
       (payload->>'unit') COLLATE "C"      AS unit,
       (payload->>'community') COLLATE "C" AS community,
       (payload->>'site') COLLATE "C"      AS site,
       CASE type WHEN 'ProgrammeEnrolled' THEN (payload->>'count')::bigint   END AS enrolled,
       CASE type WHEN 'ProgrammeLeft'     THEN (payload->>'count')::bigint   END AS departed,
       CASE type WHEN 'ProgrammeEnrolled' THEN (payload->>'persons')::bigint END AS people_enrolled,
       CASE type WHEN 'ProgrammeLeft'     THEN (payload->>'persons')::bigint END AS people_departed
FROM   event
WHERE  type IN ('ProgrammeEnrolled', 'ProgrammeLeft')
