"""Rules: classification and grading."""
