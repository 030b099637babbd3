"""What a list of entries asks of the store."""
