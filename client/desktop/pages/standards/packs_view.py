"""资料包: the packs in force, what each holds, and taking another one over from a file."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from client.catalog import plain
from client.desktop.models.lines_model import Column, Mark
from client.desktop.widgets import build
from client.desktop.widgets.drop_area import DropArea
from client.desktop.widgets.filter_chips import Chip, FilterChips
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.search_box import SearchBox
from client.errors import SettingsProblem
from client.texts import Translator, explain
from client.workflows.standards.pack_contents import CHANGED, GONE, NEW, SAME, PackLine
from client.workflows.standards.packs import Installed, Looked

_ = Translator("desktop")


def kind_word(kind: str) -> str:
    """What a kind of thing in a pack is called."""
    return {
        "organisations": _("Offices"),
        "classes": _("Classes"),
        "elements": _("Data elements"),
        "models": _("Model entries"),
        "blocks": _("Blocks of codes"),
        "regions": _("Regions"),
        "profiles": _("Standards"),
    }.get(kind, kind)


class PackLines(QWidget):
    """Everything a pack holds, by kind; `states`: what it is against the version before is shown, too."""

    def __init__(self, *, states: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given: Sequence[PackLine] = ()
        self._text = ""
        self.search = SearchBox(_("Search the pack"))
        self.search.searched.connect(self._search)
        self.chips = FilterChips()
        self.chips.picked.connect(lambda _keys: self._show())
        self.list = Listing(_line_columns(states=states), _("Content of the pack"))
        self.list.say_when_blank(_("Nothing is called like that."))
        layout = build.stack(self.search, self.chips, self.list, spacing=8)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def show_pack(self, given: Sequence[PackLine]) -> None:
        """Shows another pack."""
        self._given = given
        counts = {kind: sum(one.kind == kind for one in given) for kind in dict.fromkeys(one.kind for one in given)}
        self.chips.show_chips([Chip(kind, kind_word(kind), count) for kind, count in counts.items()])
        self._show()

    def _search(self, text: str) -> None:
        self._text = text
        self._show()

    def _show(self) -> None:
        on, sought = self.chips.keys, plain.key(self._text)
        self.list.show_lines(
            [one for one in self._given if (not on or one.kind in on) and sought in plain.key(one.name + one.code)]
        )


class PackDialog(QDialog):
    """What a pack brings, before it is taken over."""

    def __init__(self, found: Looked, signer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Take over a pack"))
        self.resize(820, 580)
        self.lines = PackLines(states=bool(found.before))
        self.lines.show_pack(sorted(found.lines, key=lambda one: (NEW, CHANGED, GONE, SAME).index(one.state)))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        accept = buttons.addButton(_("Take it over"), QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setProperty("look", "primary")
        accept.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.said = told(found, signer)
        title = build.label(found.pack.title, "heading", wrap=True)
        parts = (title, build.label(self.said, wrap=True), self.lines, buttons)
        layout = build.stack(*parts, margins=(24, 20, 24, 20), spacing=12)
        layout.setStretch(2, 1)
        self.setLayout(layout)


def told(found: Looked, signer: str) -> str:
    """The version, against what is here, and who has signed it."""
    version, before = found.pack.version, found.before
    if not before:
        parts = [_("Version {version}; there is no version of it here yet.").format(version=version)]
    elif before == version:
        parts = [_("Version {version}, as it is here already.").format(version=version)]
    else:
        parts = [_("Version {version} in place of {before}, which is kept.").format(version=version, before=before)]
    name = signer or _("the office that enrolled this computer")
    parts.append(_("Signed by {name} (key {key}).").format(name=name, key=found.signer))
    if found.before:
        counts = {state: sum(one.state == state for one in found.lines) for state in (NEW, CHANGED, GONE)}
        parts.append(
            _("{new} new, {changed} changed, {gone} gone.").format(
                new=counts[NEW], changed=counts[CHANGED], gone=counts[GONE]
            )
        )
    return " ".join(parts)


class PacksView(QWidget):
    """`files_dropped(paths)`, `file_asked()`, `picked(pack id)`, `back_asked(Installed)`, `remove_asked(Installed)`."""

    files_dropped = Signal(object)
    file_asked = Signal()
    picked = Signal(str)
    back_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = Listing(_pack_columns(), _("Packs in force"))
        self.list.say_when_blank(_("No pack yet. The standards that come with the program are in force."))
        self.list.picked.connect(self._pick)
        self.drop = DropArea(
            "file",
            _("Drop a pack here"),
            _("Offices, classes, data elements, models, code blocks or standards, signed by the level above."),
        )
        self.drop.offer(_("Choose a file…"), self.file_asked.emit, look="primary", icon="folder")
        self.drop.dropped.connect(self.files_dropped)
        self._title = build.label("", "heading", wrap=True)
        self._told = build.label("", "muted", wrap=True, selectable=True)
        self.back = build.button(
            _("Back to the earlier version"), "", "undo", clicked=lambda: self.back_asked.emit(self.list.present)
        )
        self._remove = build.button(
            _("Remove"), "danger", "trash", clicked=lambda: self.remove_asked.emit(self.list.present)
        )
        self.lines = PackLines()
        left, right = QWidget(), QWidget()
        sides = build.stack(self.list, self.drop, spacing=8)
        sides.setStretch(0, 1)
        left.setLayout(sides)
        card = build.card(self._title, self._told, build.row(self.back, self._remove, 0))
        layout = build.stack(card, self.lines, margins=(8, 0, 0, 0), spacing=8)
        layout.setStretch(1, 1)
        right.setLayout(layout)
        self._right = right
        split = build.sides(left, right, (470, 650))
        self.setLayout(build.stack(split, margins=(0, 12, 0, 0)))

    def show_packs(self, packs: Iterable[Installed]) -> None:
        """The packs in force."""
        self.list.show_lines(list(packs), same="id")

    def _pick(self, pack: Installed | None) -> None:
        self._right.setVisible(pack is not None)
        if pack is None:
            return
        self._title.setText(pack.title or pack.id)
        parts = [_("Version {version}").format(version=pack.version) if pack.version else ""]
        if pack.problem:
            parts.append(explain(SettingsProblem(pack.problem, id=pack.id)).title)
        if pack.earlier:
            parts.append(_("kept: {versions}").format(versions="、".join(pack.earlier)))
        self._told.setText("  ·  ".join(part for part in parts if part))
        self.back.setEnabled(bool(pack.earlier))
        self.picked.emit(pack.id)


def _pack_columns() -> Sequence[Column[Installed]]:
    return (
        Column(_("Pack"), lambda one: one.title or one.id),
        Column(_("Version"), lambda one: one.version, 5),
        Column("", lambda one: "", 5, order=lambda one: not one.problem, mark=_state),
    )


def _state(one: Installed) -> Mark:
    return Mark(_("unusable"), "error", "error") if one.problem else Mark(_("in force"), "success", "check")


def _line_columns(*, states: bool) -> Sequence[Column[PackLine]]:
    columns: list[Column[PackLine]] = [
        Column(_("Kind"), lambda one: kind_word(one.kind), 6),
        Column(_("Name"), lambda one: one.name),
        Column(_("Id"), lambda one: one.code, 14),
    ]
    return (
        [
            Column(
                "", lambda one: "", 5, order=lambda one: (NEW, CHANGED, GONE, SAME).index(one.state), mark=_line_mark
            ),
            *columns,
        ]
        if states
        else columns
    )


def _line_mark(line: PackLine) -> Mark | None:
    found = {NEW: (_("new"), "info"), CHANGED: (_("changed"), "warning"), GONE: (_("gone"), "error")}.get(line.state)
    return Mark(*found) if found else None
