"""From lines to fields."""
