-- What became of each batch at each place, month by month: made, accepted or rejected, drawn for sales, put back from returns.
-- key  product, batch, place, month
-- sum  produced, accepted, rejected, sold, returned
-- max  produced_on
-- latest  unit
SELECT position,
       product,
       batch,
       place,
       month_of(occurred_on)                       AS month,
       CASE kind WHEN 'produced'  THEN quantity    END AS produced,
       CASE kind WHEN 'accepted'  THEN quantity    END AS accepted,
       CASE kind WHEN 'rejected'  THEN quantity    END AS rejected,
       CASE kind WHEN 'drawn'     THEN quantity    END AS sold,
       CASE kind WHEN 'restocked' THEN quantity    END AS returned,
       CASE kind WHEN 'produced'  THEN occurred_on END AS produced_on,
       unit
FROM   entry
WHERE  kind IN ('produced', 'accepted', 'rejected', 'drawn', 'restocked') AND place IS NOT NULL
