"""What is handed out: to a named recipient, for a purpose, no more than their class needs."""
