"""Work for later: asked for in the caller's transaction, run by workers (DBOS Transact)."""
