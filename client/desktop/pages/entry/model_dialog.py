"""从范本新建: the model entries of the office's packs, with what each would bring into the new entry."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QSplitter, QWidget

from client import initials
from client.catalog import kinds, plain
from client.catalog.profile import Profile
from client.catalog.tables import Model
from client.checks.handbook.articles import Article
from client.checks.handbook.topics import Topic
from client.desktop.models.lines_model import Column
from client.desktop.pages.standards.article_view import ArticleView
from client.desktop.widgets import build
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.search_box import SearchBox
from client.texts import Translator

_ = Translator("desktop")


class ModelDialog(QDialog):
    """`chosen` is the picked model; accepted by the button, by Enter in the list or two clicks."""

    def __init__(self, models: Sequence[Model], profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New entry after a model"))
        self.resize(900, 560)
        self._models, self._profile = models, profile
        self.search = SearchBox(_("Search models"))
        self.search.searched.connect(self._search)
        self.list = Listing(_columns(), _("Model entries"))
        self.list.say_when_blank(_("No model is called like that."))
        self.list.opened.connect(lambda _model: self.accept())
        self._sheet = ArticleView()
        left = QWidget()
        left.setLayout(build.stack(self.search, self.list, spacing=8))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(build.card(self._sheet, padding=12))
        split.setSizes([420, 430])
        split.setChildrenCollapsible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self._take = buttons.addButton(_("Begin from this model"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._take.setProperty("look", "primary")
        self._take.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        hint = build.label(
            _("The new entry gets this content and your office as provider; change what differs."), wrap=True
        )
        layout = build.stack(hint, split, buttons, margins=(24, 20, 24, 20), spacing=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.list.picked.connect(self._pick)
        self._search("")
        self.list.setFocus()

    @property
    def chosen(self) -> Model | None:
        """The picked model."""
        found: Model | None = self.list.present
        return found

    def _search(self, text: str) -> None:
        key = plain.key(text)
        found = [
            one
            for one in self._models
            if key in plain.key(one.title) or any(key in word for word in initials.of(one.title))
        ]
        self.list.show_lines(found, same="id")

    def _pick(self, model: Model | None) -> None:
        self._take.setEnabled(model is not None)
        self._sheet.show_article(_article(model, self._profile) if model else None)


def _article(model: Model, profile: Profile) -> Article:
    items = [one.get("item_name", "") for one in model.items]
    lines = list(_lines(model, profile))
    heads = (str(profile.item_word),) if items else ()
    rows = tuple((one if isinstance(one, str) else "、".join(one),) for one in items)
    return Article(Topic("model", model.id), model.title, lines=tuple(lines), heads=heads, rows=rows)


def _lines(model: Model, profile: Profile) -> Iterator[tuple[str, str]]:
    for name, value in model.values.items():
        field = profile.field(name)
        if field:
            yield str(field.label), kinds.show(field, value)


def _columns() -> tuple[Column[Model], ...]:
    return (
        Column(_("Model"), lambda one: one.title),
        Column(_("Items"), lambda one: str(len(one.items)), 5, order=lambda one: len(one.items), right=True),
    )
