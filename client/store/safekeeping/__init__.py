"""What keeps the store safe when something goes wrong: backups, taking them back, erasing, mending, health."""
