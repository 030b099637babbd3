"""An entry drafted from the data itself: a data sheet, a database file, or the definition of its tables in SQL."""
