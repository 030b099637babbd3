"""Rules: the format of the data."""
