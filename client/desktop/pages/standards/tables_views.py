"""代码表, 分类, 行政区划: what the standards let people choose from, with the platform's numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from client.catalog import profile as profiles
from client.catalog.codes import CodeList, CodeValue
from client.catalog.profile import Profile
from client.catalog.tables import Tables
from client.catalog.trees import Region, classification
from client.checks.handbook.topics import LIST, Topic
from client.desktop import topics
from client.desktop.forms.lookup import Lookup
from client.desktop.models.lines_model import Column, Mark
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.typing import Choice
from client.texts import Translator

_ = Translator("desktop")


class ListsView(QWidget):
    """The code lists of a standard at the left, the values of the picked one at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standard = Choice()
        self.standard.setAccessibleName(_("Standard"))
        self.standard.activated.connect(lambda _place: self._show())
        self.list = Listing(_list_columns(), _("Code lists"))
        self.list.picked.connect(self._pick)
        self.values = Lookup(
            _value_columns(),
            _("Values"),
            _("Search values"),
            lambda one: (str(one.label), one.key, one.number, *one.synonyms),
            _("No value is called like that."),
        )
        self._about = build.label("", "muted", wrap=True)
        left, right = QWidget(), QWidget()
        sides = build.stack(self.standard, self.list, spacing=8)
        sides.setStretch(1, 1)
        left.setLayout(sides)
        layout = build.stack(self._about, self.values, margins=(8, 0, 0, 0), spacing=8)
        layout.setStretch(1, 1)
        right.setLayout(layout)
        split = build.sides(left, right, (400, 720))
        self.setLayout(build.stack(split, margins=(0, 12, 0, 0)))

    def show_standards(self, in_use: Profile) -> None:
        """The standards installed; the one in use is looked at first."""
        chosen = self.standard.currentData() or in_use.id
        self.standard.clear()
        for one in profiles.load_profiles().values():
            self.standard.addItem(str(one.title), one.id)
        self.standard.setCurrentIndex(max(self.standard.findData(chosen), 0))
        self._show()

    def _show(self) -> None:
        profile = profiles.get(str(self.standard.currentData()))
        used: dict[str, list[str]] = {}
        for field in (*profile.fields, *profile.item_fields):
            if field.list:
                used.setdefault(field.list.id, []).append(str(field.label))
        self.list.show_lines([ListLine(profile.lists[name], tuple(labels)) for name, labels in used.items()], same="id")

    def _pick(self, line: "ListLine | None") -> None:
        if line is None:
            return
        openly = _("other values may be written, too") if line.held.open else _("only these values")
        self._about.setText(_("Used by: {fields}").format(fields="、".join(line.fields)) + "  ·  " + openly)
        topics.put(self.values, Topic(LIST, line.held.id, str(self.standard.currentData())))
        self.values.show_lines(line.held.values)


@dataclass(frozen=True, slots=True)
class ListLine:
    """A code list, and the fields that use it."""

    held: CodeList
    fields: tuple[str, ...]

    @property
    def id(self) -> str:
        """What makes it the same line after a refresh."""
        return self.held.id


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A node of the classification, shipped or of a pack."""

    code: str
    name: str
    level: str
    above: str


def classes_view() -> Lookup:
    """The classification, the deeper classes of the packs among it."""
    return Lookup(
        (
            Column(_("Class code"), lambda one: one.code, 10),
            Column(_("Name"), lambda one: "　" * _depth(one) + one.name),
            Column(_("Depth"), lambda one: one.level, 5),
            Column(_("Above it"), lambda one: one.above, 14),
        ),
        _("Classification"),
        _("Search classes by name or code"),
        lambda one: (one.name, one.code, one.above),
        _("No class is called like that."),
    )


def class_lines(tables: Tables) -> list[ClassLine]:
    """Every class by its code, so that each stands below the one it belongs to."""
    tree = classification()
    shipped = [
        ClassLine(node.code, node.name, node.level, tree[node.parent].name if node.parent in tree else "")
        for node in tree.values()
    ]
    more = [ClassLine(code, name, "细目", _above(code)) for code, name in tables.classes.items() if code not in tree]
    return sorted([*shipped, *more], key=lambda one: one.code)


def regions_view() -> Lookup:
    """The regions, with what became of those that are gone."""
    return Lookup(
        (
            Column(_("Region code"), lambda one: one.region.code, 8),
            Column(_("Name"), lambda one: one.region.name),
            Column(_("Above it"), lambda one: one.above, 10),
            Column(_("State"), lambda one: "", 6, order=lambda one: one.region.until, mark=_region_mark),
            Column(_("What became of it"), lambda one: one.became, 16),
        ),
        _("Regions"),
        _("Search regions by name or code"),
        lambda one: (one.region.name, one.region.code, one.above),
        _("No region is called like that. Counties and townships come with a pack."),
    )


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A region with the names around it."""

    region: Region
    above: str
    became: str
    stands: bool


def region_lines(tables: Tables, today: date) -> list[RegionLine]:
    """Every region that is known, by code."""
    return list(_regions(tables, today.isoformat()))


def _regions(tables: Tables, today: str) -> Iterator[RegionLine]:
    for code in sorted(tables.regions):
        one = tables.regions[code]
        above = tables.regions.get(one.parent)
        follower = tables.regions.get(one.successor)
        became = (
            f"{one.until} → {follower.name if follower else one.successor}"
            if one.until and one.successor
            else one.until
        )
        yield RegionLine(one, above.name if above else "", became, not one.until or one.until > today)


def _region_mark(line: RegionLine) -> Mark:
    return Mark(_("stands"), "success") if line.stands else Mark(_("gone"), "warning")


def _above(code: str) -> str:
    tree = classification()
    return next((tree[code[:size]].name for size in (6, 3, 1) if code[:size] in tree), "")


def _depth(line: ClassLine) -> int:
    return {"类": 0, "项": 1, "目": 2}.get(line.level, 3)


def _list_columns() -> Sequence[Column[ListLine]]:
    return (
        Column(_("Code list"), lambda line: str(line.held.label)),
        Column(
            _("Values"),
            lambda line: f"{len(line.held.values):,}",
            4,
            order=lambda line: len(line.held.values),
            right=True,
        ),
    )


def _value_columns() -> Sequence[Column[CodeValue]]:
    return (
        Column(_("Number"), lambda one: one.number, 5, order=lambda one: (len(one.number), one.number)),
        Column(_("Value"), lambda one: str(one.label), 14),
        Column(_("Also understood"), lambda one: "、".join(one.synonyms[:12])),
        Column(_("Kept as"), lambda one: one.key, 8),
    )
