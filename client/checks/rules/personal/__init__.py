"""Rules: personal information."""
