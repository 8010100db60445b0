"""Ground that knows nothing of cards or people."""
