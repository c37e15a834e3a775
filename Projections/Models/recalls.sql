-- Which batches were recalled, why, and whether they still are.
-- key  batch
-- latest  product, recalled_on, reason, ordered_by, is_recalled
-- max  lifted_on
SELECT position,
       (payload->>'batch') COLLATE "C"                         AS batch,
       (payload->>'product') COLLATE "C"                       AS product,
       CASE type WHEN 'BatchRecalled' THEN occurred_on END     AS recalled_on,
       CASE type WHEN 'BatchRecalled' THEN payload->>'reason' END AS reason,
       CASE type WHEN 'BatchRecalled' THEN payload->>'by' END  AS ordered_by,
       (type = 'BatchRecalled')::text                          AS is_recalled,
       CASE type WHEN 'BatchRecallLifted' THEN occurred_on END AS lifted_on
FROM   event
WHERE  type IN ('BatchRecalled', 'BatchRecallLifted')
