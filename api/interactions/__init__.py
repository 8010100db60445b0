"""Dated exchanges with contacts."""
