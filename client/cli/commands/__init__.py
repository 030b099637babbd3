"""One module per command or family of commands; each has `add(verbs)`."""
