"""修改记录: who changed what and when, before and after; any single value can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from client import clock
from client.catalog import changes
from client.catalog.changes import Change
from client.catalog.entry import Entry
from client.catalog.profile import Profile
from client.desktop import words
from client.desktop.models.lines_model import Column
from client.desktop.widgets import build
from client.desktop.widgets.changes_view import place_text, value_text
from client.desktop.widgets.listing import Listing
from client.store.query import HistoryLine
from client.texts import Translator

_ = Translator("desktop")
_LOCAL, _MADE = "@local", "@exists"


@dataclass(frozen=True, slots=True)
class PastChange:
    """One line of the history in words, and the change that would take it back (empty: it cannot be)."""

    number: int
    at: str
    who: str
    what: str
    place: str
    before: str
    after: str
    back: tuple[Change, ...]


def past_changes(
    history: Sequence[HistoryLine], entry: Entry, profile: Profile, people: dict[str, str]
) -> list[PastChange]:
    """The lines, newest first; values of an item that came or went are part of that one line."""
    whole = {(line.act, line.item) for line in history if line.field == changes.EXISTS}
    lines = []
    for number, line in enumerate(history):
        if (line.act, line.item) in whole and line.item and line.field != changes.EXISTS:
            continue
        before, after = _sides(line, profile)
        who = people.get(line.person, "") or (_("Platform") if line.kind == "sync" else "")
        lines.append(
            PastChange(
                number,
                clock.shown(line.at),
                who,
                words.act_kind(line.kind),
                _place(line, history, entry, profile),
                before,
                after,
                _back(line, history),
            )
        )
    return lines


class HistoryView(QWidget):
    """`back_asked(changes)` when a value is to be as it was before."""

    back_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns: tuple[Column[PastChange], ...] = (
            Column(_("When"), lambda line: line.at, 10),
            Column(_("Who"), lambda line: line.who, 5),
            Column(_("What was done"), lambda line: line.what, 6),
            Column(_("Field"), lambda line: line.place, 9),
            Column(_("Before"), lambda line: line.before or "—"),
            Column(_("After"), lambda line: line.after or "—"),
        )
        self.list = Listing(columns, _("History"))
        self.list.setSortingEnabled(False)
        self.list.picked.connect(self._pick)
        self._text = build.label("", "muted", wrap=True, selectable=True)
        self._back = build.button(_("Take this change back"), "small", "undo", clicked=self._ask)
        line = build.row(self._text, self._back, spacing=12)
        line.setStretch(0, 1)
        self.setLayout(build.stack(line, self.list, margins=(0, 12, 0, 0), spacing=8))

    def show_lines(self, lines: Sequence[PastChange]) -> None:
        """Shows the history."""
        self.list.show_lines(lines)

    def _pick(self, line: PastChange | None) -> None:
        self._back.setEnabled(bool(line and line.back))
        if line is None:
            self._text.setText(_("Nothing has been changed yet."))
        elif line.back:
            blank = _("blank")
            self._text.setText(f"{line.place}：{line.before or blank}  →  {line.after or blank}")
        else:
            self._text.setText(_("This step cannot be taken back by itself."))

    def _ask(self) -> None:
        line: PastChange | None = self.list.present
        if line and line.back:
            self.back_asked.emit(line.back)


def _sides(line: HistoryLine, profile: Profile) -> tuple[str, str]:
    if line.field == _MADE:
        return ("", _("made")) if line.after else ("", _("deleted"))
    if line.field == changes.EXISTS:
        return ("", _("added")) if line.after else ("", _("taken out"))
    if line.field == _LOCAL:
        return (
            words.local_state(str(line.before)) if line.before else "",
            words.local_state(str(line.after)) if line.after else "",
        )
    if line.field == changes.ORDER:
        return "", _("rearranged")
    if line.field.startswith(changes.EXPLAINED):
        return (str(line.before[0]) if line.before else "", str(line.after[0]) if line.after else "")
    if line.field.startswith("@"):
        return "", ""
    shown = [value_text(profile, line.field, value, of_item=bool(line.item)) for value in (line.before, line.after)]
    return shown[0], shown[1]


def _place(line: HistoryLine, history: Sequence[HistoryLine], entry: Entry, profile: Profile) -> str:
    if line.field == _MADE:
        return _("The entry")
    if line.field == _LOCAL:
        return _("State here")
    if line.field.startswith("@") and line.field not in (changes.EXISTS, changes.ORDER, changes.PROFILE):
        return _("Explanation") if line.field.startswith(changes.EXPLAINED) else _("The entry")
    label = place_text(profile, Change(line.item, line.field, line.before, line.after))
    if not line.item:
        return label
    item = entry.item(line.item)
    names = [one for one in history if one.item == line.item and one.field == "item_name"]
    name = item.text("item_name") if item else str(names[0].before or names[0].after) if names else ""
    return " / ".join(part for part in (name, label) if part)


def _back(line: HistoryLine, history: Sequence[HistoryLine]) -> tuple[Change, ...]:
    """What undoes one line: for an item that went, everything it held."""
    if line.field == changes.EXISTS:
        held = [one for one in history if (one.act, one.item) == (line.act, line.item) and one.field != changes.EXISTS]
        values = tuple(Change(one.item, one.field, one.after, one.before) for one in held) if line.before else ()
        return (Change(line.item, line.field, line.after, line.before), *values)
    own = line.field.startswith("@") and not line.field.startswith((changes.EXPLAINED, changes.ORDER, changes.PROFILE))
    return () if own else (Change(line.item, line.field, line.after, line.before),)
