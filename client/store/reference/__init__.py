"""`reference.db`: what stands above, up to the nation's 3,000,000 entries; read-only for people, filled beside and swapped in.

Nothing in the file is ever changed once it is in place, and everything here rests on that. Entries are numbered in the
order they came (the latest last) and stand in segments of 65,536. For every token (two neighbouring characters of a
name or of an item's name, a value of a facet) a segment keeps the places that hold it, as 16-bit numbers or as a bit map.
A search intersects them, so every count and facet is exact and costs milliseconds; every offered order is kept as the
plain list of its numbers, so a jump reads one part of it. An FTS5 index of the same tokens takes as long to fill and
two thirds of the room, but needs anchors, counters and capped counts beside it, and 0.7 s for the facets of a frequent
word (store.md 2; tests/bench/README.md).
"""
