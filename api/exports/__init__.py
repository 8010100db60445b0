"""Contacts as files that other programs read."""
