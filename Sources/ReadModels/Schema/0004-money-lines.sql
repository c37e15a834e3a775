-- What lines about statements, receipts and payout runs say beside the others.
ALTER TABLE entry
  ADD COLUMN document    text COLLATE "C",  -- the statement, receipt, run or other paper the line stands on
  ADD COLUMN purpose     text COLLATE "C",  -- what the line is for, where its kind leaves that open
  ADD COLUMN reference   text COLLATE "C",  -- the number on the other side's paper
  ADD COLUMN document_on date;              -- the day of the sale that money is about, by which what is open ages
