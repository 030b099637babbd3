"""Rules: the information items."""
