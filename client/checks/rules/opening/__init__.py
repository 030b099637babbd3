"""Rules: opening to the public."""
