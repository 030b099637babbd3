"""Ways to lay out a catalog other than one table of rows: tables side by side, entries in columns, offices over them."""
