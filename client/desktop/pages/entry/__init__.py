"""The parts of the page 目录条目: the list with its filters and bulk acts, and the editor of one entry."""
