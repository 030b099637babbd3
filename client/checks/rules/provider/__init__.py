"""Rules: the office that provides the data."""
