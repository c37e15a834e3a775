-- Figures that were published about the programme, and what in the book they are compared with.
-- What a scope does not say is an empty text, '[]' or the beginning of time: it takes the place of what was said before, which NULL would not.
-- key  claim
-- latest  published_on, source, statement, figure, bound, unit, definition, from_month, through_month, channels, country, hs_code, oblast, payer, programme, site, site_kind, withdrawn
SELECT position,
       (payload->>'claim') COLLATE "C"      AS claim,
       (payload->>'published_on')::date     AS published_on,
       payload->>'source'                   AS source,
       payload->>'statement'                AS statement,
       (payload->>'figure')::numeric        AS figure,
       payload->>'bound'                    AS bound,
       (payload->>'unit') COLLATE "C"       AS unit,
       (payload->>'definition') COLLATE "C" AS definition,
       CASE type WHEN 'ClaimRecorded' THEN coalesce((payload->>'from' || '-01')::date, '-infinity') END AS from_month,
       (payload->>'through' || '-01')::date AS through_month,
       CASE type WHEN 'ClaimRecorded' THEN coalesce(payload->>'channels', '[]')  END AS channels,
       CASE type WHEN 'ClaimRecorded' THEN coalesce(payload->>'country', '')     END COLLATE "C" AS country,
       CASE type WHEN 'ClaimRecorded' THEN coalesce(payload->>'hs_code', '')     END COLLATE "C" AS hs_code,
       CASE type WHEN 'ClaimRecorded' THEN coalesce(payload->>'oblast', '')      END AS oblast,
       CASE type WHEN 'ClaimRecorded' THEN coalesce(payload->>'payer', '')       END COLLATE "C" AS payer,
       CASE type WHEN 'ClaimRecorded' THEN coalesce(payload->>'programme', '')   END COLLATE "C" AS programme,
       CASE type WHEN 'ClaimRecorded' THEN coalesce(payload->>'site', '')        END COLLATE "C" AS site,
       CASE type WHEN 'ClaimRecorded' THEN coalesce(payload->>'site_kind', '')   END COLLATE "C" AS site_kind,
       type = 'ClaimWithdrawn'              AS withdrawn
FROM   event
WHERE  type IN ('ClaimRecorded', 'ClaimWithdrawn')
