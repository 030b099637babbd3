"""补填: what the sheet does not say, asked once for the whole file; below it what was filled in, to be changed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from client.catalog import profile as profiles
from client.catalog.profile import Profile
from client.desktop import import_words
from client.desktop.pages.importing.answer_row import AnswerRow
from client.desktop.widgets import build
from client.desktop.widgets.scrolled import scrolled
from client.spreadsheets.filling.answers import Answers
from client.texts import Translator
from client.workflows.importing import fill_in
from client.workflows.importing.fill_in import Question
from client.workflows.importing.prepared import Prepared

_ = Translator("desktop")
_NAMED = 5
_MOST = 60
_TOLD = 2


class Questions(QWidget):
    """`answered(Answers)` when the clerk has said what there is to say.

    `table_asked(AnswerRow, how)`: a table by provider or by words is to be made for a row.
    """

    answered = Signal(object)
    table_asked = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[AnswerRow] = []
        self.filled: list[AnswerRow] = []
        self.taken: list[AnswerRow] = []
        self.count = 0
        self._title = build.label("", "strong", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.fill = build.button(_("Fill in and read again"), "", "check", clicked=self._answer)
        note = build.label(_("Remembered for sheets of this kind when the file is imported."), "muted", wrap=True)
        line = build.row(build.stack(self._title, note, spacing=2), self.fill, spacing=16)
        line.setStretch(0, 1)
        head = build.card(line, look="note-info", padding=12)
        inside = build.stack(self._list, 0, margins=(4, 4, 12, 4))
        self.setLayout(build.stack(head, scrolled(inside), margins=(0, 8, 0, 0), spacing=12))

    def show_questions(self, prepared: Prepared, questions: Sequence[Question]) -> None:
        """What is open in a plan, and what earlier answers have filled in."""
        summary = prepared.summary
        profile = profiles.get(summary.understanding.profile)
        self.count = len(questions)
        self._title.setText(described(questions, profile) or _("Nothing is missing as a whole any more."))
        build.clear(self._list)
        self.rows = [AnswerRow(question, profile) for question in questions[:_MOST]]
        self.filled, self.taken = _filled(prepared, profile), _taken(prepared, profile)
        self._add("", self.rows)
        self._add(_("Filled in by your answers"), self.filled)
        self._add(_("Words read as a value of a list"), self.taken)
        self.rows += [*self.filled, *self.taken]
        # Tab meets the answers where they stand, not where they were made: behind the button at the end of all.
        before: QWidget = self.fill
        for row in self.rows:
            row.table_asked.connect(partial(self.table_asked.emit, row))
            QWidget.setTabOrder(before, row.choice)
            before = row.choice
        self.setEnabled(True)

    def _add(self, heading: str, rows: Sequence[AnswerRow]) -> None:
        if heading and rows:
            self._list.addWidget(build.label(heading, "heading"))
        for row in rows:
            self._list.addWidget(row)

    @property
    def answers(self) -> Answers:
        """What is chosen and written now."""
        said = [answer for row in self.rows if (answer := row.answer)]
        return Answers(
            tuple(one.fill for one in said if one.fill),
            tuple(one.meaning for one in said if one.meaning),
            tuple(source for one in said for source in one.items),
        )

    def _answer(self) -> None:
        self.answered.emit(self.answers)


class LackNote(QFrame):
    """One line above the plan: what the sheet lacks, and the way to the questions."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "note-info")
        self._text = build.label("", wrap=True)
        self._go = build.button(_("Answer once"), "small", "chevron-right", clicked=self.asked.emit)
        line = build.row(build.icon_label("info", "info", 18), self._text, self._go, margins=(12, 6, 12, 6), spacing=10)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def show_lack(self, questions: Sequence[Question], taken: Sequence[Question], profile: Profile) -> None:
        """Hidden when nothing is missing and every word is the list's own."""
        self._text.setText(said(questions, taken, profile))
        self._go.setText(_("Answer once") if questions else _("Look at them"))
        self.setVisible(bool(questions or taken))

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()


def said(questions: Sequence[Question], taken: Sequence[Question], profile: Profile) -> str:
    """What a file lacks, and how its words were read: in full where there is nothing else to say."""
    told = _counted(taken) if questions else _told(taken)
    return " ".join(filter(None, (described(questions, profile), told)))


def described(questions: Sequence[Question], profile: Profile) -> str:
    """这张表缺少…: the first fields by name."""
    names = list(dict.fromkeys(profile.label(one.field, item=one.of_item) for one in questions if not one.text))
    words = sum(bool(one.text) for one in questions)
    parts = []
    if names:
        shown = import_words.listed(names[:_NAMED])
        more = _("{fields} and {count} more") if len(names) > _NAMED else "{fields}"
        lacks = more.format(fields=shown, count=len(names) - _NAMED)
        parts.append(_("This table lacks {fields}.").format(fields=lacks))
    if words:
        text = _.plural("{count} word is in no list.", "{count} words are in no list.", words)
        parts.append(text.format(count=words))
    return " ".join(parts)


def _counted(taken: Sequence[Question]) -> str:
    text = _.plural(
        "{count} word was read as a value of a list.", "{count} words were read as values of lists.", len(taken)
    )
    return text.format(count=len(taken)) if taken else ""


def _told(taken: Sequence[Question]) -> str:
    """每天读作每日（230处）: the most frequent words first."""
    if not taken:
        return ""
    one = _("“{word}” was read as “{value}” ({count})")
    first = [
        one.format(word=import_words.short(w.text), value=w.offers[0].shown, count=f"{w.count:,}")
        for w in taken[:_TOLD]
    ]
    more = _("{words} and {count} more words") if len(taken) > _TOLD else "{words}"
    text = more.format(words=import_words.listed(first), count=len(taken) - _TOLD)
    return _("{told}.").format(told=text)


def _taken(prepared: Prepared, profile: Profile) -> list[AnswerRow]:
    return [AnswerRow(question, profile) for question in fill_in.taken(prepared)[:_MOST]]


def _filled(prepared: Prepared, profile: Profile) -> list[AnswerRow]:
    summary, items = prepared.summary, fill_in.filled_items(prepared)
    count = summary.filled
    rows = [AnswerRow(items, profile)] if items else []
    return rows + [
        AnswerRow(Question(fill.field, fill.of_item, "", count.get((fill.field, fill.how), 0)), profile, fill)
        for fill in summary.answers.fills
        if count.get((fill.field, fill.how))
    ]
