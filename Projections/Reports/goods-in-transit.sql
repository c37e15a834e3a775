-- What was dispatched and has not been received yet
-- from_place is where it was sent from, place where it is to arrive. days counts from the day it was sent to the last day asked for, or to the newest day of
-- the book. channel asks about one channel's places only, at either end.
-- cumulative
-- columns  dispatch text, from_place text, place text, product text, batch text, in_transit quantity, unit text, sent_on date, days count
WITH today AS (
  SELECT coalesce(p.as_of_day, (SELECT max(day) FROM book_day)) AS day FROM parameter AS p
)
SELECT d.dispatch, d.from_place, d.place, d.product, d.batch, d.dispatched - d.arrived AS in_transit, i.unit, d.sent_on,
       greatest(t.day - d.sent_on, 0) AS days
FROM   dispatch_lines AS d LEFT JOIN product AS i ON i.product = d.product CROSS JOIN today AS t CROSS JOIN parameter AS p
WHERE  d.dispatched > d.arrived
   AND (p.channel IS NULL OR p.channel IN (split_part(d.place, '/', 1), split_part(d.from_place, '/', 1)))
ORDER  BY d.sent_on, d.dispatch, d.product, d.batch
