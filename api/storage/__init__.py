"""Where bytes lie: blobs, the quarantine of what came in, and the service's own secrets."""
