"""Bytes of a file before anything is understood: what it is, whether unpacking it is safe, text into cells."""
