-- Kept for read models by months too: a sale does not overtake what is said of who made what. Programs that do not keep it are shut out by this migration.
COMMENT ON COLUMN read_model.changed_at IS
  'The position of the last range that held events or entries of which the read model is made, since it was folded live. NULL: none since the last rebuild.';
