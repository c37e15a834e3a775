-- What became of each channel's statements, month by month: stated, matched with sales, disputed, paid.
-- In the statement's currency; book_open is what it adds to payout clearing (1210) in the book's. Matched is less the channel's commission.
-- key  month, channel, statement, currency
-- sum  stated, matched, charged, disputed, recovered, written_off, paid, book_open
-- max  period_end
SELECT position,
       month_of(occurred_on)                                             AS month,
       channel,
       document                                                          AS statement,
       currency,
       CASE WHEN kind = 'stated'                          THEN gross END AS stated,
       CASE WHEN kind IN ('matched', 'unmatched')         THEN net   END AS matched,
       CASE WHEN kind IN ('charged', 'uncharged')         THEN gross END AS charged,
       CASE WHEN kind = 'disputed'                        THEN gross END AS disputed,
       CASE WHEN kind = 'resolved' AND purpose = 'recovered'   THEN gross END AS recovered,
       CASE WHEN kind = 'resolved' AND purpose = 'written_off' THEN gross END AS written_off,
       CASE WHEN kind = 'settled'                         THEN gross END AS paid,
       CASE WHEN kind IN ('matched', 'unmatched')              THEN book_net
            WHEN kind IN ('charged', 'uncharged')              THEN book_gross
            WHEN kind IN ('disputed', 'settled')               THEN -book_gross
            WHEN kind = 'resolved' AND purpose = 'recovered'   THEN book_gross
       END                                                               AS book_open,
       CASE WHEN kind = 'stated'                          THEN document_on END AS period_end
FROM   entry
WHERE  kind IN ('stated', 'matched', 'unmatched', 'charged', 'uncharged', 'disputed', 'resolved', 'settled')
