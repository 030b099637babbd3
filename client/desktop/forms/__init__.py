"""The form of an entry, laid out from its profile."""
