"""The service: HTTP API, worker and command line over one register."""
