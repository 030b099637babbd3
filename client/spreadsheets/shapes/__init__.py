"""Ways to lay out a catalog other than one table of rows: items in one cell, tables side by side, entries in columns."""
