"""Rules: sharing with other offices."""
