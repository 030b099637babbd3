"""The cards of the settings page about what keeps the work safe: backups, and whether this computer is fit."""
