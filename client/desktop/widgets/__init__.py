"""Small parts that pages are made of; they know neither workspace nor jobs."""
