"""One round with a platform: send, ask, fetch, settle."""
