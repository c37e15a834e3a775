-- Sales of goods without a valid certificate, through channels whose terms let that pass as an exception, month by month.
-- lack says what was missing on the day: none, expired or revoked. What came back afterwards stays counted: it was sold.
-- key  month, channel, outlet, product, lack
-- count  sales
-- sum  quantity
SELECT position,
       month_of(occurred_on) AS month,
       channel,
       outlet,
       product,
       purpose               AS lack,
       sale                  AS sales,
       quantity
FROM   entry
WHERE  kind = 'uncertified'
