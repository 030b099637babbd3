"""What an import calls things: what becomes of an entry, what a sheet is, how a column was understood, damaged values."""

from client.desktop.models.lines_model import Mark
from client.texts import Translator

_ = Translator("desktop")

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
        "items": _("Items"),
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


def how(value: str) -> str:
    """How a column was understood."""
    return {
        "label": _("by its name"),
        "synonym": _("by another name for it"),
        "learned": _("as you have shown before"),
        "content": _("by what stands in it"),
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


def damage(value: str) -> str:
    """What Excel or typing did to values."""
    return {
        "digits-lost": _("Long numbers lost their last digits; fill them in again as text"),
        "number-in-code": _("Codes stored as numbers, leading zeros may be gone"),
        "scientific": _("Codes written as 1.1E+17, their digits are lost"),
        "serial-date": _("Dates stored as numbers"),
        "full-width": _("Full-width letters and digits"),
        "invisible": _("Invisible characters"),
        "edge-space": _("Blanks before or after the text"),
        "line-break": _("Line breaks inside a name"),
        "placeholder": _("Signs that stand for nothing, such as “/”"),
    }.get(value, value)
