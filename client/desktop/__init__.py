"""The window: the only room that may import Qt. Thin: it reads through `workspace.query` and acts through workflows."""
