"""Entries as JSON: our own bodies read again, and DCAT-AP for other catalogs."""
