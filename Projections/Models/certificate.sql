-- What brand committees decided about products, and which certificates were revoked since.
-- key  product, certificate
-- latest  oblast, criteria_version, outcome, stars, decided_on, valid_until, revoked_on, reason
SELECT position,
       (payload->>'product') COLLATE "C"                          AS product,
       (payload->>'certificate') COLLATE "C"                      AS certificate,
       payload->>'oblast'                                         AS oblast,
       (payload->>'criteria_version')::bigint                     AS criteria_version,
       payload->>'outcome'                                        AS outcome,
       (payload->>'stars')::bigint                                AS stars,
       CASE type WHEN 'CertificationDecided' THEN occurred_on END AS decided_on,
       (payload->>'valid_until')::date                            AS valid_until,
       CASE type WHEN 'CertificationRevoked' THEN occurred_on END AS revoked_on,
       payload->>'reason'                                         AS reason
FROM   event
WHERE  type IN ('CertificationDecided', 'CertificationRevoked')
