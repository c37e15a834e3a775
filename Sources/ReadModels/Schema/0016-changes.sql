-- The position of the last event that changed a read model without months, since it was folded live. Kept answers of reports that read it are true as long as
-- it stands; of the others the months of the events tell that. NULL: not since this is kept, or since the last rebuild.
ALTER TABLE read_model ADD COLUMN changed_at bigint;
