-- Which products a brand committee certified, until when, and how that stands
-- One row a product about which a committee has decided: its certificate that is valid longest, or else the newest decision. standing is valid, expired,
-- revoked or refused on the last day asked for, or on the newest day of the book; days_left counts from that day to the last one of a valid certificate.
-- columns  product text, name text, oblast text, certificate text, decided_on date, valid_until date, standing text, stars count, days_left count
WITH today AS (
  SELECT coalesce(p.as_of_day, greatest((SELECT max(day) FROM book_day), (SELECT greatest(max(decided_on), max(revoked_on)) FROM certificate))) AS day
  FROM   parameter AS p
), stood AS (
  SELECT c.*, t.day,
         CASE WHEN c.outcome = 'refused' THEN 'refused' WHEN c.revoked_on <= t.day THEN 'revoked' WHEN c.valid_until < t.day THEN 'expired'
              ELSE 'valid' END AS standing
  FROM   certificate AS c CROSS JOIN today AS t
  WHERE  c.decided_on <= t.day
), counting AS (
  SELECT DISTINCT ON (product) *
  FROM   stood
  ORDER  BY product, standing = 'valid' DESC, CASE standing WHEN 'valid' THEN valid_until END DESC, decided_on DESC, certificate DESC
)
SELECT c.product, d.name, c.oblast, c.certificate, c.decided_on, c.valid_until, c.standing, c.stars,
       CASE c.standing WHEN 'valid' THEN c.valid_until - c.day END AS days_left
FROM   counting AS c LEFT JOIN product AS d ON d.product = c.product
ORDER  BY c.product
