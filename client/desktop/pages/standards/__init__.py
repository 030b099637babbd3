"""The standards as they are looked up and kept: help, fields and code lists, data elements, packs, holidays."""
