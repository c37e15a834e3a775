-- Who takes part in each programme
-- Persons and households are two ways to count and are never added up: households that were enrolled are not in persons. people is how many people the
-- households are, as far as they were counted. Those who left are not among those who take part.
-- cumulative
-- columns  programme text, name text, funder text, first_day date, last_day date, sites count, persons count, households count, people count, persons_left count, households_left count
-- explain  enrolment_changes by programme = programme cells persons = CASE unit WHEN 'person' THEN enrolled - departed ELSE 0 END, households = CASE unit WHEN 'household' THEN enrolled - departed ELSE 0 END, people = CASE unit WHEN 'household' THEN people_enrolled - people_departed ELSE 0 END, persons_left = CASE unit WHEN 'person' THEN departed ELSE 0 END, households_left = CASE unit WHEN 'household' THEN departed ELSE 0 END
WITH counted AS (
  SELECT e.programme,
         sum(e.enrolled - e.departed) FILTER (WHERE e.unit = 'person')                  AS persons,
         sum(e.enrolled - e.departed) FILTER (WHERE e.unit = 'household')               AS households,
         sum(e.people_enrolled - e.people_departed) FILTER (WHERE e.unit = 'household') AS people,
         sum(e.departed) FILTER (WHERE e.unit = 'person')                               AS persons_left,
         sum(e.departed) FILTER (WHERE e.unit = 'household')                            AS households_left
  FROM   enrolment_changes AS e CROSS JOIN parameter AS p
  WHERE  e.month <= p.to_month
  GROUP  BY e.programme
), present AS (
  SELECT s.programme, count(*) AS sites
  FROM   (
           SELECT e.programme, e.site
           FROM   enrolment_changes AS e CROSS JOIN parameter AS p
           WHERE  e.month <= p.to_month AND e.site IS NOT NULL
           GROUP  BY e.programme, e.site
           HAVING sum(e.enrolled - e.departed) > 0
         ) AS s
  GROUP  BY s.programme
)
SELECT g.programme, g.name, g.funder, g.first_day, g.last_day,
       coalesce(s.sites, 0)           AS sites,
       coalesce(c.persons, 0)         AS persons,
       coalesce(c.households, 0)      AS households,
       coalesce(c.people, 0)          AS people,
       coalesce(c.persons_left, 0)    AS persons_left,
       coalesce(c.households_left, 0) AS households_left
FROM   programme AS g
       LEFT JOIN counted AS c ON c.programme = g.programme
       LEFT JOIN present AS s ON s.programme = g.programme
       CROSS JOIN parameter AS p
WHERE  g.first_day <= coalesce(p.to_day, 'infinity')
ORDER  BY g.programme
