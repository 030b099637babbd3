"""What an import calls things: what becomes of an entry, what a sheet is, how a column was understood."""

import re
from collections.abc import Sequence

from client.desktop.models.lines_model import Mark
from client.texts import Translator
from client.workflows.import_sheet import Imported

_ = Translator("desktop")

_CELL = re.compile(r"(?P<sheet>.*)!(?P<column>[A-Z]*)(?P<row>\d+)")
_LONGEST_WORD = 40
KINDS = ("new", "changed", "same", "duplicate", "refused")


def kind(value: str) -> str:
    """What would become of an entry of the file."""
    return {
        "new": _("New"),
        "changed": _("Changed"),
        "same": _("Already here"),
        "duplicate": _("Repeated in the file"),
        "refused": _("Not accepted"),
    }.get(value, value)


def kind_mark(value: str) -> Mark:
    """The same as a badge."""
    look, icon = {
        "new": ("success", "plus"),
        "changed": ("info", "sync"),
        "same": ("neutral", "check"),
        "duplicate": ("warning", "duplicate"),
        "refused": ("error", "error"),
    }.get(value, ("neutral", ""))
    return Mark(kind(value), look, icon)


def verdict(value: str) -> str:
    """What a sheet is."""
    return {
        "catalog": _("Catalog"),
        "items": _("Items sheet"),
        "form": _("Form of one entry"),
        "lists": _("Lists of a department"),
        "classification": _("Classification codes"),
        "outline": _("Outline"),
        "dictionary": _("Dictionary"),
        "instructions": _("Instructions"),
        "not-a-catalog": _("No catalog"),
        "empty": _("Empty"),
        "hidden": _("Hidden"),
    }.get(value, value)


def verdict_mark(value: str) -> Mark:
    """The same as a badge: what is imported stands out."""
    taken = value in ("catalog", "items", "form")
    return Mark(verdict(value), "success" if taken else "neutral", "check" if taken else "")


def listed(names: Sequence[str]) -> str:
    """Names beside one another."""
    return _(", ").join(names)


def short(word: str) -> str:
    """A word of a file as it fits into a line: what stands in a cell may be a page long."""
    return word if len(word) <= _LONGEST_WORD else f"{word[: _LONGEST_WORD - 1]}…"


def shape(value: str) -> str:
    """How the sheets of a file are laid out, as `import_folder` says it: `2 × catalog, items`."""
    parts = []
    for part in filter(None, value.split(", ")):
        count, times, one = part.rpartition(" × ")
        parts.append(f"{count}{times}{verdict(one)}")
    return listed(parts)


def how(value: str) -> str:
    """How a column was understood."""
    return {
        "label": _("by its name"),
        "synonym": _("by another name"),
        "learned": _("as shown before"),
        "content": _("by its content"),
        "none": _("not understood"),
    }.get(value, value)


def left_out(value: str) -> str:
    """What a row is that is not imported."""
    return {
        "total": _("Total"),
        "instruction": _("Note"),
        "refused": _("Not accepted"),
        "title": _("Title"),
        "header": _("Header"),
    }.get(value, value)


def cell(place: str, sheet: str = "") -> str:
    """A place in the file as a person says it; the name of the sheet only when it is not `sheet`."""
    found = _CELL.fullmatch(place)
    if not found:
        return place
    spot = f"{found['column']}{found['row']}" if found["column"] else _("row {row}").format(row=found["row"])
    return spot if found["sheet"] == sheet else f"{found['sheet']} {spot}"


def cells(places: Sequence[str], count: int, most: int) -> str:
    """The first places, and how many more there are; the sheet is named where it changes."""
    shown, sheet = [], ""
    for place in places[:most]:
        shown.append(cell(place, sheet))
        sheet = place.rpartition("!")[0]
    left = count - len(shown)
    text = listed(shown)
    return text + " " + _("and {count} more places").format(count=f"{left:,}") if left > 0 else text


def imported(done: Imported, faulty: int) -> str:
    """What came of an import, `faulty` of it with something that must be mended."""
    said = (
        (done.new, _.plural("{count} new", "{count} new", done.new)),
        (done.changed, _.plural("{count} changed", "{count} changed", done.changed)),
        (faulty, _.plural("{count} of them must be mended", "{count} of them must be mended", faulty)),
        (done.skipped, _.plural("{count} left out for its faults", "{count} left out for their faults", done.skipped)),
    )
    return " · ".join(text.format(count=f"{count:,}") for count, text in said if count)
