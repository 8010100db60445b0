"""Dated settings in which cards are handed over: a fair, a service desk, a customer's premises."""
