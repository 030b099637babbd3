"""Rules: the service items behind the data."""
