-- What of each dispatch arrived: short and over
-- received is what was counted in: dispatched less short, plus over. A line without received_on is on its way. channel asks about one channel's places only,
-- at either end.
-- cumulative
-- columns  dispatch text, from_place text, place text, product text, batch text, dispatched quantity, short quantity, over quantity, received quantity, unit text, sent_on date, received_on date
-- explain  dispatch_lines by dispatch = dispatch, from_place = from_place, place = place, product = product, batch = batch cells dispatched, short, over, received = arrived - short + over
SELECT d.dispatch, d.from_place, d.place, d.product, d.batch, d.dispatched, d.short, d.over, d.arrived - d.short + d.over AS received, i.unit,
       d.sent_on, d.received_on
FROM   dispatch_lines AS d LEFT JOIN product AS i ON i.product = d.product CROSS JOIN parameter AS p
WHERE  p.channel IS NULL OR p.channel IN (split_part(d.place, '/', 1), split_part(d.from_place, '/', 1))
ORDER  BY d.sent_on, d.dispatch, d.product, d.batch
