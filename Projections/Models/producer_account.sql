-- What each producer's account came to, month by month: what her goods gave her, what of it became available, what was paid, what she owes.
-- In the book's currency. earned is her share of sales, bought what the association gave her for goods it bought outright; cleared is what left accrual
-- again, because the channel paid or goods came back after that. Accrued is earned less cleared (account 2110); available is 2100 (bought is in it),
-- in_transit 1090; advances and debt are 1110. cleared0 to cleared2 and available0 to available2 are what of these two is about sales of the same month, of
-- the one before and of that before it, by which what is owed ages; a line that names no sale, or one still to come, counts to its own month.
-- In two parts, since the first has most lines and says least.
-- key  producer, month
-- yearly
-- sum  earned, bought, cleared, cleared0, cleared1, cleared2, available, available0, available1, available2, in_transit, paid, advances, debt, deducted
SELECT position, producer, month_of(occurred_on) AS month, book_net AS earned, NULL::bigint AS bought, NULL::bigint AS cleared, NULL::bigint AS cleared0,
       NULL::bigint AS cleared1, NULL::bigint AS cleared2, NULL::bigint AS available, NULL::bigint AS available0, NULL::bigint AS available1,
       NULL::bigint AS available2, NULL::bigint AS in_transit, NULL::bigint AS paid, NULL::bigint AS advances, NULL::bigint AS debt,
       NULL::bigint AS deducted
FROM   entry
WHERE  kind IN ('sold', 'returned', 'reversed', 'allocated') AND producer IS NOT NULL
UNION ALL
SELECT position, producer, month, NULL, bought, cleared,
       CASE age WHEN 0 THEN cleared END,
       CASE age WHEN 1 THEN cleared END,
       CASE age WHEN 2 THEN cleared END,
       available,
       CASE age WHEN 0 THEN available END,
       CASE age WHEN 1 THEN available END,
       CASE age WHEN 2 THEN available END,
       in_transit, paid, advances, debt, deducted
FROM   (
         SELECT position,
                producer,
                month_of(occurred_on) AS month,
                CASE WHEN document_on IS NULL OR document_on >= month_of(occurred_on)                THEN 0
                     WHEN document_on >= month_of(month_of(occurred_on) - 1)                         THEN 1
                     WHEN document_on >= month_of(month_of(month_of(occurred_on) - 1) - 1)           THEN 2
                END                   AS age,
                CASE kind WHEN 'bought'    THEN book_gross END AS bought,
                CASE kind WHEN 'released'  THEN CASE purpose WHEN 'sale' THEN book_gross END
                          WHEN 'withdrawn' THEN -book_gross
                          WHEN 'adjusted'  THEN CASE purpose WHEN '2110' THEN book_gross END
                END AS cleared,
                CASE kind WHEN 'released'  THEN book_gross
                          WHEN 'bought'    THEN book_gross
                          WHEN 'sent_back' THEN book_gross
                          WHEN 'tax_back'  THEN book_gross
                          WHEN 'approved'  THEN -book_gross
                          WHEN 'deducted'  THEN -book_gross
                          WHEN 'netted'    THEN -book_gross
                          WHEN 'withdrawn' THEN CASE purpose WHEN 'available' THEN -book_gross END
                          WHEN 'adjusted'  THEN CASE purpose WHEN '2100' THEN -book_gross END
                END AS available,
                CASE kind WHEN 'approved'  THEN book_gross
                          WHEN 'paid'      THEN -book_gross
                          WHEN 'sent_back' THEN CASE purpose WHEN 'instructed' THEN -book_gross END
                          WHEN 'adjusted'  THEN CASE purpose WHEN '1090' THEN -book_gross END
                END AS in_transit,
                CASE kind WHEN 'paid'      THEN book_gross
                          WHEN 'sent_back' THEN CASE purpose WHEN 'paid' THEN -book_gross END
                END AS paid,
                CASE kind WHEN 'advanced'  THEN book_gross
                          WHEN 'netted'    THEN CASE purpose WHEN 'advance' THEN -book_gross END
                END AS advances,
                CASE kind WHEN 'withdrawn' THEN CASE purpose WHEN 'debt' THEN book_gross END
                          WHEN 'adjusted'  THEN CASE purpose WHEN '1110' THEN book_gross END
                          WHEN 'netted'    THEN CASE purpose WHEN 'debt' THEN -book_gross END
                END AS debt,
                CASE kind WHEN 'deducted'  THEN book_gross
                          WHEN 'tax_back'  THEN -book_gross
                END AS deducted
         FROM   entry
         WHERE  kind IN ('released', 'bought', 'withdrawn', 'advanced', 'approved', 'deducted', 'netted', 'paid', 'sent_back', 'tax_back', 'adjusted')
            AND producer IS NOT NULL
       ) AS line
