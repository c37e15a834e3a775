-- The products there are, as they are called now.
-- key  product
-- latest  name, category, unit, hs_code, oblast
SELECT position,
       (payload->>'product') COLLATE "C" AS product,
       payload->>'name'                  AS name,
       payload->>'category'              AS category,
       payload->>'unit'                  AS unit,
       payload->>'hs_code'               AS hs_code,
       payload->>'oblast'                AS oblast
FROM   event
WHERE  type IN ('ProductDeveloped', 'ProductRenamed', 'ProductOriginStated')
