-- Which sales each recalled batch went into, and what of it may still be out
-- One row a batch and sale; a recalled batch of which nothing was sold has one without a sale. sold is what the sale took of the batch, restocked what of that
-- was put back, still_out what was not and did not come back otherwise: of a sale from several batches the most there can be, since goods that came back and
-- were scrapped are not told apart by batch. quarantined is what of the batch lies in quarantine. Batches whose recall was lifted have a lifted_on. Of any one
-- batch, also before it is recalled, 'esep recall' with --dry-run says this and more from the log itself. channel asks about one channel's sales only.
-- cumulative
-- columns  batch text, product text, recalled_on date, lifted_on date, reason text, quarantined quantity, sale text, sold_on date, channel text, outlet text, sold quantity, restocked quantity, still_out quantity
WITH recalled AS (
  SELECT r.batch, r.product, r.recalled_on, CASE r.is_recalled WHEN 'false' THEN r.lifted_on END AS lifted_on, r.reason,
         (SELECT coalesce(sum(m.accepted + m.returned + m.received + m.adjusted - m.sold - m.sent - m.written_off), 0)
          FROM   stock_moves AS m CROSS JOIN parameter AS p
          WHERE  m.product = r.product AND m.batch = r.batch AND m.place = 'quarantine' AND m.month <= p.to_month) AS quarantined
  FROM   recalls AS r
), taken AS (
  -- By the index on the batches of entries.
  SELECT r.batch, e.sale,
         coalesce(sum(e.quantity) FILTER (WHERE e.kind = 'drawn'), 0)     AS sold,
         coalesce(sum(e.quantity) FILTER (WHERE e.kind = 'restocked'), 0) AS restocked
  FROM   recalled AS r JOIN entry AS e ON e.batch = r.batch AND e.place IS NOT NULL AND e.kind IN ('drawn', 'restocked') CROSS JOIN parameter AS p
  WHERE  p.to_day IS NULL OR e.occurred_on <= p.to_day
  GROUP  BY r.batch, e.sale
), told AS (
  -- By the streams of the sales, as far as the entries reach.
  SELECT t.batch, t.sale, t.sold, t.restocked, s.occurred_on AS sold_on, s.payload->>'channel' AS channel, s.payload->>'outlet' AS outlet,
         (SELECT CASE WHEN bool_or(b.type = 'SaleReversed') THEN 0
                      ELSE (s.payload->>'quantity')::bigint - coalesce(sum((b.payload->>'quantity')::bigint), 0) END
          FROM   event AS b CROSS JOIN parameter AS p CROSS JOIN checkpoint AS c
          WHERE  b.stream = s.stream AND b.type IN ('SaleReturned', 'SaleReversed') AND b.position <= c.position
             AND (p.to_day IS NULL OR b.occurred_on <= p.to_day)) AS outstanding
  FROM   taken AS t JOIN event AS s ON s.stream = 'sale/' || t.sale AND s.type = 'SaleRecorded'
)
SELECT r.batch, r.product, r.recalled_on, r.lifted_on, r.reason, r.quarantined,
       t.sale, t.sold_on, t.channel, t.outlet, t.sold, t.restocked, least(t.sold - t.restocked, t.outstanding) AS still_out
FROM   recalled AS r LEFT JOIN told AS t ON t.batch = r.batch CROSS JOIN parameter AS p
WHERE  p.channel IS NULL OR t.channel = p.channel
ORDER  BY r.recalled_on, r.batch, t.sold_on, t.sale
