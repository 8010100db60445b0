"""What no register may hold: private data, and judgements that are not of the service."""
