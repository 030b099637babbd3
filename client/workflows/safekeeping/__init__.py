"""Backups, restore, erasing, mending and the doctor: what keeps a clerk's work when something goes wrong."""
