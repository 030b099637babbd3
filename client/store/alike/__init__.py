"""Entries whose names come close to another."""
