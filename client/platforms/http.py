"""The only place that makes requests."""
