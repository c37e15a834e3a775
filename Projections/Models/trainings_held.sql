-- What was taught, where and for which programme, month by month. Participants are producers of the book; others took part too and are no producers.
-- Somebody who comes to two trainings is counted twice.
-- key  month, topic, programme, site
-- sum  trainings, hours, participants, women, others
SELECT position,
       month_of(occurred_on)               AS month,
       (payload->>'topic') COLLATE "C"     AS topic,
       (payload->>'programme') COLLATE "C" AS programme,
       (payload->>'site') COLLATE "C"      AS site,
       1                                   AS trainings,
       (payload->>'hours')::bigint         AS hours,
       json_array_length(payload->'participants') AS participants,
       (SELECT count(*) FROM json_array_elements(payload->'participants') AS each(participant) WHERE participant->>'sex' = 'f') AS women,
       (payload->>'others')::bigint        AS others
FROM   event
WHERE  type = 'TrainingCompleted'
