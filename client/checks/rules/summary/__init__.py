"""Rules: the summary."""
