"""What kind of thing the data of an entry are, from the format class or, where that is blank, from the types."""

from client.catalog.entry import Entry
from client.catalog.profile import Profile

FILE_LIKE = frozenset({"electronic_file", "spreadsheet", "image", "streaming"})
STRUCTURED = frozenset({"database", "spreadsheet", "service"})


def classes(entry: Entry, profile: Profile) -> frozenset[str]:
    """The format classes of an entry, empty when nothing known is chosen."""
    chosen = entry.text("format_class")
    if chosen:
        return frozenset({chosen})
    listed = profile.lists.get("format_type")
    types = entry.get("format_type")
    if listed is None or not types:
        return frozenset()
    values = [listed.get(key) for key in ((types,) if isinstance(types, str) else types)]
    return frozenset(value.parent for value in values if value and value.parent)
