-- The accounting policy: on which accounts each kind of line is booked
-- A line of a document is booked by every rule that fits it; what its rules debit and credit comes to the same, in the book's currency.
--   purpose       which lines of the kind; NULL: all
--   has_producer  whether the line must (true) or must not (false) name a producer; NULL: either
--   is_negative   whether the amount must be below zero (true) or not (false); NULL: either
--   account       NULL: the account that the line itself names (an adjustment)
--   measure       amount (of goods: gross less discount, that is net sales), commission, fee, or net = amount - commission - fee
--   keeps         own: the amount in the document's currency is kept beside the book's; book: the account is in the book's currency alone
-- Amounts are signed: a return has negative ones, and a negative debit is a credit.
SELECT kind COLLATE "C" AS kind, purpose COLLATE "C" AS purpose, has_producer, is_negative, account COLLATE "C" AS account, side, measure, keeps
FROM   (VALUES
  -- Goods are sold for their producers (IFRS 15 B34-B38: as an agent): what is left after commission and fee is owed to them, once the channel pays.
  ('sold',           NULL,          NULL,  NULL,  '1200', 'debit',  'amount',     'own'),
  ('sold',           NULL,          NULL,  NULL,  '2150', 'credit', 'commission', 'own'),
  ('sold',           NULL,          NULL,  NULL,  '4000', 'credit', 'fee',        'book'),
  ('sold',           NULL,          true,  NULL,  '2110', 'credit', 'net',        'book'),
  ('sold',           NULL,          false, NULL,  '2190', 'credit', 'net',        'book'),
  ('returned',       NULL,          NULL,  NULL,  '1200', 'debit',  'amount',     'own'),
  ('returned',       NULL,          NULL,  NULL,  '2150', 'credit', 'commission', 'own'),
  ('returned',       NULL,          NULL,  NULL,  '4000', 'credit', 'fee',        'book'),
  ('returned',       NULL,          true,  NULL,  '2110', 'credit', 'net',        'book'),
  ('returned',       NULL,          false, NULL,  '2190', 'credit', 'net',        'book'),
  ('reversed',       NULL,          NULL,  NULL,  '1200', 'debit',  'amount',     'own'),
  ('reversed',       NULL,          NULL,  NULL,  '2150', 'credit', 'commission', 'own'),
  ('reversed',       NULL,          NULL,  NULL,  '4000', 'credit', 'fee',        'book'),
  ('reversed',       NULL,          true,  NULL,  '2110', 'credit', 'net',        'book'),
  ('reversed',       NULL,          false, NULL,  '2190', 'credit', 'net',        'book'),
  ('allocated',      NULL,          NULL,  NULL,  '1200', 'debit',  'amount',     'own'),
  ('allocated',      NULL,          NULL,  NULL,  '2150', 'credit', 'commission', 'own'),
  ('allocated',      NULL,          NULL,  NULL,  '4000', 'credit', 'fee',        'book'),
  ('allocated',      NULL,          true,  NULL,  '2110', 'credit', 'net',        'book'),
  ('allocated',      NULL,          false, NULL,  '2190', 'credit', 'net',        'book'),

  -- A batch is bought outright: its goods are our own, and its makers are owed the price at once, whatever becomes of the goods.
  ('bought',         NULL,          NULL,  NULL,  '1300', 'debit',  'amount',     'book'),
  ('bought',         NULL,          NULL,  NULL,  '2100', 'credit', 'amount',     'book'),

  -- Then they are sold as ours (as a principal): all of net sales is income, the channel's commission an expense, and there is no fee. What they had cost
  -- goes with them, comes back with what is put back to stock, and is lost with what is lost.
  ('sold_own',       NULL,          NULL,  NULL,  '1200', 'debit',  'amount',     'own'),
  ('sold_own',       NULL,          NULL,  NULL,  '2150', 'credit', 'commission', 'own'),
  ('sold_own',       NULL,          NULL,  NULL,  '5100', 'debit',  'commission', 'book'),
  ('sold_own',       NULL,          NULL,  NULL,  '4010', 'credit', 'amount',     'book'),
  ('returned_own',   NULL,          NULL,  NULL,  '1200', 'debit',  'amount',     'own'),
  ('returned_own',   NULL,          NULL,  NULL,  '2150', 'credit', 'commission', 'own'),
  ('returned_own',   NULL,          NULL,  NULL,  '5100', 'debit',  'commission', 'book'),
  ('returned_own',   NULL,          NULL,  NULL,  '4010', 'credit', 'amount',     'book'),
  ('reversed_own',   NULL,          NULL,  NULL,  '1200', 'debit',  'amount',     'own'),
  ('reversed_own',   NULL,          NULL,  NULL,  '2150', 'credit', 'commission', 'own'),
  ('reversed_own',   NULL,          NULL,  NULL,  '5100', 'debit',  'commission', 'book'),
  ('reversed_own',   NULL,          NULL,  NULL,  '4010', 'credit', 'amount',     'book'),
  ('allocated_own',  NULL,          NULL,  NULL,  '1200', 'debit',  'amount',     'own'),
  ('allocated_own',  NULL,          NULL,  NULL,  '2150', 'credit', 'commission', 'own'),
  ('allocated_own',  NULL,          NULL,  NULL,  '5100', 'debit',  'commission', 'book'),
  ('allocated_own',  NULL,          NULL,  NULL,  '4010', 'credit', 'amount',     'book'),
  ('cost',           'sold',        NULL,  NULL,  '5000', 'debit',  'amount',     'book'),
  ('cost',           'sold',        NULL,  NULL,  '1300', 'credit', 'amount',     'book'),
  ('cost',           'lost',        NULL,  NULL,  '5200', 'debit',  'amount',     'book'),
  ('cost',           'lost',        NULL,  NULL,  '1300', 'credit', 'amount',     'book'),

  -- A channel states what it sold: the sales it names are due, less its commission; what it charges beside that is our expense.
  ('matched',        NULL,          NULL,  NULL,  '1210', 'debit',  'net',        'own'),
  ('matched',        NULL,          NULL,  NULL,  '2150', 'debit',  'commission', 'own'),
  ('matched',        NULL,          NULL,  NULL,  '1200', 'credit', 'amount',     'own'),
  ('unmatched',      NULL,          NULL,  NULL,  '1210', 'debit',  'net',        'own'),
  ('unmatched',      NULL,          NULL,  NULL,  '2150', 'debit',  'commission', 'own'),
  ('unmatched',      NULL,          NULL,  NULL,  '1200', 'credit', 'amount',     'own'),
  ('charged',        NULL,          NULL,  NULL,  '1210', 'debit',  'amount',     'own'),
  ('charged',        NULL,          NULL,  NULL,  '5100', 'credit', 'amount',     'book'),
  ('uncharged',      NULL,          NULL,  NULL,  '1210', 'debit',  'amount',     'own'),
  ('uncharged',      NULL,          NULL,  NULL,  '5100', 'credit', 'amount',     'book'),

  -- Where channel and book do not agree.
  ('disputed',       NULL,          NULL,  NULL,  '1290', 'debit',  'amount',     'own'),
  ('disputed',       NULL,          NULL,  NULL,  '1210', 'credit', 'amount',     'own'),
  ('resolved',       'recovered',   NULL,  NULL,  '1210', 'debit',  'amount',     'own'),
  ('resolved',       'recovered',   NULL,  NULL,  '1290', 'credit', 'amount',     'own'),
  ('resolved',       'written_off', NULL,  NULL,  '5200', 'debit',  'amount',     'book'),
  ('resolved',       'written_off', NULL,  NULL,  '1290', 'credit', 'amount',     'own'),

  -- The bank: everything received goes into suspense, and out of it to the statement it pays, at the value that the statement had.
  ('banked',         'amount',      NULL,  NULL,  '1010', 'debit',  'amount',     'book'),
  ('banked',         'amount',      NULL,  NULL,  '1900', 'credit', 'amount',     'book'),
  ('banked',         'bank_fee',    NULL,  NULL,  '5120', 'debit',  'amount',     'book'),
  ('banked',         'bank_fee',    NULL,  NULL,  '1900', 'credit', 'amount',     'book'),
  ('settled',        NULL,          NULL,  NULL,  '1900', 'debit',  'amount',     'book'),
  ('settled',        NULL,          NULL,  NULL,  '1210', 'credit', 'amount',     'own'),
  ('exchanged',      'gain',        NULL,  NULL,  '1900', 'debit',  'amount',     'book'),
  ('exchanged',      'gain',        NULL,  NULL,  '4900', 'credit', 'amount',     'book'),
  ('exchanged',      'loss',        NULL,  NULL,  '5900', 'debit',  'amount',     'book'),
  ('exchanged',      'loss',        NULL,  NULL,  '1900', 'credit', 'amount',     'book'),

  -- The channel has paid: the producers' shares of those sales become available; so does an exchange difference where terms pass it on.
  ('released',       'sale',        NULL,  NULL,  '2110', 'debit',  'amount',     'book'),
  ('released',       'sale',        NULL,  NULL,  '2100', 'credit', 'amount',     'book'),
  ('released',       'exchange',    NULL,  false, '4900', 'debit',  'amount',     'book'),
  ('released',       'exchange',    NULL,  true,  '5900', 'debit',  'amount',     'book'),
  ('released',       'exchange',    NULL,  NULL,  '2100', 'credit', 'amount',     'book'),

  -- Goods come back after that: taken from what she has, or owed by her; the channel's refund is due until it nets it on a statement.
  ('withdrawn',      'available',   NULL,  NULL,  '2100', 'debit',  'amount',     'book'),
  ('withdrawn',      'available',   NULL,  NULL,  '2110', 'credit', 'amount',     'book'),
  ('withdrawn',      'debt',        NULL,  NULL,  '1110', 'debit',  'amount',     'book'),
  ('withdrawn',      'debt',        NULL,  NULL,  '2110', 'credit', 'amount',     'book'),
  ('refundable',     NULL,          NULL,  NULL,  '1200', 'debit',  'amount',     'own'),
  ('refundable',     NULL,          NULL,  NULL,  '2400', 'credit', 'amount',     'own'),
  ('refund_netted',  NULL,          NULL,  NULL,  '2400', 'debit',  'amount',     'own'),
  ('refund_netted',  NULL,          NULL,  NULL,  '1200', 'credit', 'amount',     'own'),
  ('refund_unnetted', NULL,         NULL,  NULL,  '2400', 'debit',  'amount',     'own'),
  ('refund_unnetted', NULL,         NULL,  NULL,  '1200', 'credit', 'amount',     'own'),

  -- Producers are paid: deductions first, the rest through the bank.
  ('advanced',       'cash',        NULL,  NULL,  '1110', 'debit',  'amount',     'book'),
  ('advanced',       'cash',        NULL,  NULL,  '1010', 'credit', 'amount',     'book'),
  ('advanced',       'material',    NULL,  NULL,  '1110', 'debit',  'amount',     'book'),
  ('advanced',       'material',    NULL,  NULL,  '1300', 'credit', 'amount',     'book'),
  ('approved',       NULL,          NULL,  NULL,  '2100', 'debit',  'amount',     'book'),
  ('approved',       NULL,          NULL,  NULL,  '1090', 'credit', 'amount',     'book'),
  ('deducted',       NULL,          NULL,  NULL,  '2100', 'debit',  'amount',     'book'),
  ('deducted',       'tax',         NULL,  NULL,  '2200', 'credit', 'amount',     'book'),
  ('deducted',       'fee',         NULL,  NULL,  '4000', 'credit', 'amount',     'book'),
  ('deducted',       'reserve',     NULL,  NULL,  '2300', 'credit', 'amount',     'book'),
  ('netted',         NULL,          NULL,  NULL,  '2100', 'debit',  'amount',     'book'),
  ('netted',         NULL,          NULL,  NULL,  '1110', 'credit', 'amount',     'book'),
  ('paid',           NULL,          NULL,  NULL,  '1090', 'debit',  'amount',     'book'),
  ('paid',           NULL,          NULL,  NULL,  '1010', 'credit', 'amount',     'book'),
  ('sent_back',      'instructed',  NULL,  NULL,  '1090', 'debit',  'amount',     'book'),
  ('sent_back',      'paid',        NULL,  NULL,  '1010', 'debit',  'amount',     'book'),
  ('sent_back',      NULL,          NULL,  NULL,  '2100', 'credit', 'amount',     'book'),
  ('tax_back',       NULL,          NULL,  NULL,  '2200', 'debit',  'amount',     'book'),
  ('tax_back',       NULL,          NULL,  NULL,  '2100', 'credit', 'amount',     'book'),

  -- What a person books by hand, with its reason; the lines of one adjustment balance.
  ('adjusted',       NULL,          NULL,  NULL,  NULL,   'debit',  'amount',     'book')
) AS rule(kind, purpose, has_producer, is_negative, account, side, measure, keeps)
