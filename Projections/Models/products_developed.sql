-- How many products were developed, month by month; whether any of them sold is another question.
-- key  month, category, oblast
-- count  developed
SELECT position,
       month_of(occurred_on) AS month,
       category,
       oblast,
       product               AS developed
FROM   entry
WHERE  kind = 'developed'
