"""Rules: dates and periods."""
