"""Rules: the entry's name."""
