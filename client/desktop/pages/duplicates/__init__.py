"""疑似重复: groups of entries that may be the same, laid side by side, for a person to decide."""
