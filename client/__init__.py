"""The catalog registration client: fill in government data catalog entries offline, import sheets, check, mend, sync."""

__version__ = "0.1.0"
