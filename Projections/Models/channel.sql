-- The channels there are: what they are called, what kind of seller, where, and on what terms now.
-- key  channel
-- latest  name, kind, country, model, currency
SELECT position,
       (payload->>'channel') COLLATE "C" AS channel,
       payload->>'name'                  AS name,
       (payload->>'kind') COLLATE "C"    AS kind,
       payload->>'country'               AS country,
       payload->>'model'                 AS model,
       payload->>'currency'              AS currency
FROM   event
WHERE  type IN ('ChannelOpened', 'ChannelTermsAgreed')
