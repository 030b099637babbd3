"""What an office goes by: its standard, its packs, its codes, its data elements."""
