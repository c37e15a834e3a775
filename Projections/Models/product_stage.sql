-- Which of the eleven steps of the OVOP method each product reached, and when.
-- key  product, stage
-- latest  reached_on, note
SELECT position,
       (payload->>'product') COLLATE "C" AS product,
       (payload->>'stage')::integer      AS stage,
       occurred_on                       AS reached_on,
       payload->>'note'                  AS note
FROM   event
WHERE  type = 'ProductStageReached'
