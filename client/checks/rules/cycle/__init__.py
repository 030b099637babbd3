"""Rules: how often the data are updated."""
