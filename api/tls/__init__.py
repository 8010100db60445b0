"""Certificates for a service on a local network, and how a phone comes to trust them."""
