"""Engines, sessions, base class and column types."""
