-- Where in the book the documents of a month and a channel stand, in stretches of 256 positions: so a page of the journal is found at once.
-- guide
-- key  stretch, month, channel
-- count  lines
SELECT position,
       position / 256        AS stretch,
       month_of(occurred_on) AS month,
       channel,
       line                  AS lines
FROM   entry
WHERE  book_gross IS NOT NULL
