"""What a clerk looks up: fields, rules and code lists of a standard as articles, and the manual as a page to keep."""
