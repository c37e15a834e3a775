-- What producers agree to. When a producer's personal data are erased she agrees to nothing any more.
-- key  producer, purpose
-- latest  given
SELECT position,
       (payload->>'producer') COLLATE "C"                               AS producer,
       coalesce(payload->>'purpose', 'public_name') COLLATE "C"         AS purpose,
       type = 'ConsentGiven'                                            AS given
FROM   event
WHERE  type IN ('ConsentGiven', 'ConsentWithdrawn', 'ProducerErased')
