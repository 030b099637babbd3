"""The office's own workbook back with its faults marked, and what we put into it taken out again when it is read."""
