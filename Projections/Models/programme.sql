-- The programmes there are: what they are called, who pays for them, and how long they last.
-- key  programme
-- latest  name, funder, first_day, last_day
SELECT position,
       (payload->>'programme') COLLATE "C" AS programme,
       payload->>'name'                    AS name,
       payload->>'funder'                  AS funder,
       (payload->>'from')::date            AS first_day,
       (payload->>'to')::date              AS last_day
FROM   event
WHERE  type = 'ProgrammeOpened'
