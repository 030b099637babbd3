"""Rules: the catalog code."""
