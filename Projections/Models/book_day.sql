-- How busy the book was on each day; the last of them is the newest day it knows of.
-- key  month, day
-- count  entries
SELECT position,
       month_of(occurred_on) AS month,
       occurred_on           AS day,
       kind                  AS entries
FROM   entry
