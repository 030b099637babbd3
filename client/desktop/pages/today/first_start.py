"""The first start: which office is this? Three ways to answer, none of them final."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QStackedWidget, QWidget

from client.catalog import identifiers, plain
from client.desktop.widgets import build
from client.desktop.widgets.scrolled import scrolled
from client.desktop.widgets.typing import Choice, Line
from client.texts import Translator

_ = Translator("desktop")
PROVINCES = (
    "北京市", "天津市", "河北省", "山西省", "内蒙古自治区", "辽宁省", "吉林省", "黑龙江省", "上海市", "江苏省", "浙江省", "安徽省", "福建省", "江西省",
    "山东省", "河南省", "湖北省", "湖南省", "广东省", "广西壮族自治区", "海南省", "重庆市", "四川省", "贵州省", "云南省", "西藏自治区", "陕西省", "甘肃省",
    "青海省", "宁夏回族自治区", "新疆维吾尔自治区", "新疆生产建设兵团",
)  # fmt: skip


class FirstStart(QWidget):
    """`enrolment_asked()`, `answered(name, code, region, person)`, `practice_asked()`."""

    enrolment_asked = Signal()
    answered = Signal(str, str, str, str)
    practice_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faces = QStackedWidget()
        self.form = OfficeForm()
        self.form.answered.connect(self.answered)
        self.form.left.connect(lambda: self._faces.setCurrentIndex(0))
        head = build.stack(
            build.label(_("Welcome. Which office is this?"), "display"),
            build.label(
                _("Every entry belongs to an office. Choose how to begin; it can be changed in the settings later."),
                "muted",
                wrap=True,
            ),
            spacing=6,
        )
        ways = build.stack(
            _way(
                "send",
                _("Open an enrolment file"),
                _("The level above has given you a file: it brings platform, office, people and the right to report."),
                build.button(_("Open the file"), "primary", "folder", clicked=self.enrolment_asked.emit),
            ),
            _way(
                "office",
                _("Say which office this is"),
                _("No file yet: write entries and check them now, report them when the file has come."),
                build.button(_("Fill in"), "", "explain", clicked=self.fill_in),
            ),
            _way(
                "practice",
                _("Look around in a practice office"),
                _("Try everything with an invented office. Nothing can be reported from it."),
                build.button(_("Begin to practise"), "", "practice", clicked=self.practice_asked.emit),
            ),
            0,
            spacing=12,
        )
        three = QWidget()
        three.setLayout(ways)
        self._faces.addWidget(three)
        form = QWidget()
        form.setLayout(build.stack(self.form, 0))
        self._faces.addWidget(form)
        column = QWidget()
        column.setMaximumWidth(820)
        column.setLayout(build.stack(head, self._faces, spacing=24))
        line = build.row(0, column, 0)
        line.setStretch(1, 8)
        self.setLayout(build.stack(scrolled(build.stack(line, margins=(0, 24, 0, 0)))))

    def fill_in(self) -> None:
        """Shows the form."""
        self._faces.setCurrentIndex(1)
        self.form.begin()


class OfficeForm(QFrame):
    """Name, credit code (looked at while it is typed), place, and who sits here: `answered(...)`, `left()`."""

    answered = Signal(str, str, str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.name, self.code, self.person = Line(), Line(), Line()
        self.province = Choice()
        self.province.setEditable(True)
        self.province.setLineEdit(Line())
        self.province.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.province.addItems(["", *PROVINCES])
        self.place = Line()
        self._note = build.label("", "small")
        self._accept = build.button(_("Begin"), "primary", clicked=self._answer)
        self._prompts()
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        region = build.row(self.province, self.place)
        region.setStretch(1, 1)
        form.addRow(build.label(_("Office")), self.name)
        form.addRow(build.label(_("Credit code")), build.stack(self.code, self._note, spacing=4))
        form.addRow(build.label(_("Region")), region)
        form.addRow(build.label(_("Your name")), self.person)
        back = build.button(_("Back"), clicked=self.left.emit)
        self.setLayout(build.stack(form, build.row(0, back, self._accept), margins=(24, 24, 24, 20), spacing=20))
        for line in (self.name, self.code, self.person):
            line.textChanged.connect(lambda _text: self._look())
            line.returnPressed.connect(self._answer)
        self._look()

    def begin(self) -> None:
        """Ready to be written in."""
        self.name.setFocus()

    def _prompts(self) -> None:
        self.name.setPlaceholderText(_("The full name as on the seal"))
        self.code.setPlaceholderText(_("18 characters, on the certificate of the office"))
        self.place.setPlaceholderText(_("City and county, town: 岳阳市 临江县 柳林镇"))
        self.person.setPlaceholderText(_("Whoever sits at this desk"))
        names = (
            (self.name, _("Office")),
            (self.code, _("Credit code")),
            (self.province, _("Province")),
            (self.place, _("City, county, town")),
            (self.person, _("Your name")),
        )
        for part, name in names:
            part.setAccessibleName(name)

    def _look(self) -> None:
        code = plain.narrow(self.code.text()).upper().strip()
        fault = identifiers.uscc_fault(code) if code else "length"
        build.set_look(self._note, "rank", "small" if not code else "success" if not fault else "warning")
        self._note.setText(_code_words(code, fault))
        ready = self.name.text().strip() and self.person.text().strip() and not fault
        self._accept.setEnabled(bool(ready))

    def _answer(self) -> None:
        if self._accept.isEnabled():
            region = " ".join(part for part in (self.province.currentText().strip(), self.place.text().strip()) if part)
            self.answered.emit(self.name.text(), self.code.text(), region, self.person.text())


class WhoIsHere(QWidget):
    """Nobody is at the desk yet: `chosen(person id)`, `added(name)`."""

    chosen = Signal(str)
    added = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = build.stack(spacing=8)
        self.name = Line()
        self.name.setPlaceholderText(_("Your name"))
        self.name.setAccessibleName(_("Your name"))
        self._add = build.button(_("That is me"), "primary", clicked=self._emit)
        self.name.textChanged.connect(lambda text: self._add.setEnabled(bool(text.strip())))
        self.name.returnPressed.connect(self._emit)
        self._add.setEnabled(False)
        why = _("Every change is kept with the name of who made it. Nothing else is done with it.")
        card = build.card(
            build.label(_("Who is at the desk?"), "title"),
            build.label(why, "muted", wrap=True),
            self._people,
            build.row(self.name, self._add),
            padding=24,
            spacing=16,
        )
        card.setMaximumWidth(560)
        self.setLayout(build.stack(build.row(0, card, 0), 0, margins=(0, 48, 0, 0)))

    def show_people(self, people: list[tuple[str, str]]) -> None:
        """(id, name) of everybody on the list."""
        build.clear(self._people)
        for person_id, name in people:
            self._people.addWidget(
                build.button(name, "", "person", clicked=lambda person_id=person_id: self.chosen.emit(person_id))  # type: ignore[misc]
            )

    def _emit(self) -> None:
        if self.name.text().strip():
            self.added.emit(self.name.text())


def _way(icon: str, title: str, text: str, button: QWidget) -> QFrame:
    words = build.stack(build.label(title, "heading"), build.label(text, "muted", wrap=True), spacing=4)
    line = build.row(build.icon_label(icon, "accent", 32), words, button, spacing=20)
    line.setStretch(1, 1)
    return build.card(line, padding=20)


def _code_words(code: str, fault: str) -> str:
    if not code:
        return _("18 characters")
    if fault == "length":
        return (
            _("{count} to go").format(count=18 - len(code))
            if len(code) < 18
            else _("{count} too many").format(count=len(code) - 18)
        )
    return {
        "": _("✓ Correct"),
        "characters": _("A character that cannot be"),
        "check": _("Check digit does not fit"),
    }[fault]
