"""Probable duplicates: what a person has decided about them."""
