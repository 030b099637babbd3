"""The work of an office in one SQLite file, `work.db`: the only place that knows SQL."""
