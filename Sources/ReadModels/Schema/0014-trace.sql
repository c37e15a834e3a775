-- What following goods and money needs.

-- From a sale to the lines of statements that stand for it, and to what was released to its producers and taken back: they lie months behind it.
CREATE INDEX entry_money_of_sale ON entry (sale) WHERE kind IN ('matched', 'unmatched', 'released', 'withdrawn');
