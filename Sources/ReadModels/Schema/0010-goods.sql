-- What the read models of goods away from the hub are made of.

-- Most goods never leave the hub before they are sold. Entries of other places are found by this index, which the others never enter: PostgreSQL sees for
-- itself that place <> 'hub' asks for just these.
CREATE INDEX entry_away ON entry (position) WHERE place <> 'hub';
