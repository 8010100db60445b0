"""Lines to fields: candidates for each field, their agreement, and the choice among them."""
