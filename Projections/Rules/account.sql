-- The chart of accounts: code, name, and what kind of account it is (asset, liability, income or expense)
SELECT account COLLATE "C" AS account, name, type
FROM   (VALUES
  ('1010', 'Bank',                        'asset'),
  ('1090', 'Payouts in transit',          'liability'),  -- approved, and not paid yet
  ('1110', 'Producer advances',           'asset'),      -- advances, and debts from returns after payment
  ('1200', 'Channel receivable',          'asset'),      -- sold, and on no statement yet
  ('1210', 'Payout clearing',             'asset'),      -- on a statement, and not paid yet
  ('1290', 'Disputes',                    'asset'),
  ('1300', 'Own stock',                   'asset'),
  ('1900', 'Suspense',                    'liability'),  -- received, and not said yet what for
  ('2100', 'Producer payable, available', 'liability'),
  ('2110', 'Producer payable, accrued',   'liability'),
  ('2150', 'Channel commission payable',  'liability'),
  ('2190', 'Unallocated producers',       'liability'),  -- of goods sold before they were booked as produced
  ('2200', 'Withheld tax',                'liability'),
  ('2300', 'Group reserves',              'liability'),
  ('2400', 'Refund liability',            'liability'),
  ('4000', 'Association fee income',      'income'),
  ('4010', 'Sales',                       'income'),     -- of goods bought outright
  ('4900', 'FX gain',                     'income'),
  ('5000', 'Cost of goods',               'expense'),
  ('5100', 'Channel fees',                'expense'),
  ('5120', 'Bank fees',                   'expense'),
  ('5200', 'Losses',                      'expense'),
  ('5900', 'FX loss',                     'expense')
) AS chart(account, name, type)
