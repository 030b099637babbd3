"""Rules: amounts of data."""
