"""What the tables of a sheet are made of: whose a column is, ticks, items that stand in one cell, entries while built."""
