-- The communities there are.
-- key  community
-- latest  name, name_ky, name_en, oblast, rayon
SELECT position,
       (payload->>'community') COLLATE "C" AS community,
       payload->>'name'                    AS name,
       payload->>'name_ky'                 AS name_ky,
       payload->>'name_en'                 AS name_en,
       payload->>'oblast'                  AS oblast,
       payload->>'rayon'                   AS rayon
FROM   event
WHERE  type = 'CommunityEnrolled'
