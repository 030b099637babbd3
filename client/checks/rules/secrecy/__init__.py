"""Rules: state secrets."""
