"""What changed since: the feed that other systems keep in step by."""
