"""What is told of a table's columns by their cells: ticks, lists of items, whether they are of entries or items."""
