-- What was taught, and how many took part
-- Participants and women are producers of the book, others took part too. Somebody who comes to two trainings is counted twice.
-- periodwise
-- columns  period period, topic text, programme text, trainings count, hours count, participants count, women count, others count
-- explain  trainings_held by period = period_of(month, by_period), topic = topic, programme = programme cells trainings, hours, participants, women, others
SELECT period_of(t.month, p.by_period) AS period, t.topic, t.programme,
       sum(t.trainings) AS trainings, sum(t.hours) AS hours, sum(t.participants) AS participants, sum(t.women) AS women, sum(t.others) AS others
FROM   trainings_held AS t CROSS JOIN parameter AS p
WHERE  t.month BETWEEN p.from_month AND p.to_month
GROUP  BY 1, t.topic, t.programme
ORDER  BY 1, t.topic, t.programme
