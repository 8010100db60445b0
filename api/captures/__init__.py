"""Takes a capture in, exactly once in effect, and keeps what the seller adds to it."""
