"""上级: what stands above, to look up and to take as a model; nothing of it is ever changed here."""
