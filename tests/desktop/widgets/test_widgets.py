from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from client.checks.report import Message
from client.checks.rule import Finding, Severity
from client.desktop.models.lines_model import Column, Mark
from client.desktop.widgets import build
from client.desktop.widgets.badge import Badge, badge_width
from client.desktop.widgets.empty_state import EmptyState
from client.desktop.widgets.filter_chips import Chip, FilterChips
from client.desktop.widgets.finding_card import FindingCard
from client.desktop.widgets.flow import Flow
from client.desktop.widgets.listing import Listing
from client.desktop.widgets.problem_banner import ProblemBanner
from client.desktop.widgets.scrolled import scrolled
from client.desktop.widgets.search_box import SearchBox
from client.desktop.widgets.toast import Toast
from client.desktop.widgets.typing import Choice
from client.errors import SettingsProblem
from tests.desktop.composing import commit, preedit
from tests.desktop.looking import all_of, button, texts


def test_search_waits_for_the_whole_word(qtbot: QtBot) -> None:
    box = SearchBox("查找")
    qtbot.addWidget(box)
    searched: list[str] = []
    box.searched.connect(searched.append)
    preedit(box, "renkou")
    assert box.composing
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert searched == []
    commit(box, "人口")
    with qtbot.waitSignal(box.searched):
        pass
    assert searched == ["人口"]
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert searched == ["人口", ""]


def test_chips_tell_what_is_on(qtbot: QtBot) -> None:
    chips = FilterChips()
    qtbot.addWidget(chips)
    chips.show_chips([Chip("error", "必须改", 3), Chip("returned", "被退回", 1)])
    with qtbot.waitSignal(chips.picked) as picked:
        button(chips, "必须改  3").click()
    assert picked.args == [("error",)]
    chips.show_chips([Chip("error", "必须改", 2), Chip("clean", "没有问题")])
    assert chips.keys == ("error",)
    chips.set_keys(["clean"])
    assert chips.keys == ("clean",)


def test_single_chips_put_the_others_out(qtbot: QtBot) -> None:
    chips = FilterChips(single=True)
    qtbot.addWidget(chips)
    chips.show_chips([Chip("a", "甲"), Chip("b", "乙")])
    button(chips, "甲").click()
    button(chips, "乙").click()
    assert chips.keys == ("b",)


def test_toast_offers_to_take_back(qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(600, 400)
    qtbot.addWidget(window)
    toast = Toast(window)
    window.show()
    done: list[int] = []
    toast.say("已删除 3 条目录", lambda: done.append(1))
    assert toast.isVisible()
    assert toast.width() >= toast.sizeHint().width()
    button(toast, "撤销").click()
    assert done == [1]
    assert not toast.isVisible()
    toast.say("已保存")
    assert not button(toast, "撤销").isVisible()


def test_banner_says_all_three_and_copies_the_details(qtbot: QtBot) -> None:
    banner = ProblemBanner()
    qtbot.addWidget(banner)
    assert banner.isHidden()
    again: list[int] = []
    banner.show_problem(SettingsProblem("settings.unknown", name="colour"), lambda: again.append(1))
    button(banner, "复制详情").click()
    copied = QGuiApplication.clipboard().text()
    assert "settings.unknown" in copied
    assert "colour" in copied
    button(banner, "再试一次").click()
    assert again == [1]
    assert banner.isHidden()


def test_a_finding_can_be_fixed_and_explained(qtbot: QtBot) -> None:
    finding = Finding("name.system", Severity.WARNING)
    card = FindingCard(finding, Message("名称像信息系统", "因为", "依据", "好", "坏", "去掉"), "人口 › 名称")
    qtbot.addWidget(card)
    with qtbot.waitSignals([card.fix_asked, card.explain_asked, card.go_asked]):
        for text in ("去掉", "填写情况说明", "人口 › 名称"):
            button(card, text).click()
    fold = button(card, "为什么，看例子")
    card.show()
    fold.setChecked(True)
    assert "原因：因为" in texts(card)


def test_an_error_cannot_be_explained_away(qtbot: QtBot) -> None:
    card = FindingCard(Finding("name.blank", Severity.ERROR), Message("没有填", "", "", "", "", ""))
    qtbot.addWidget(card)
    assert all_of(card, QPushButton) == []


def test_flow_wraps_into_lines(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(holder)
    for number in range(12):
        flow.addWidget(Badge(f"标签{number}"))
    assert flow.heightForWidth(2000) < flow.heightForWidth(200)
    holder.resize(200, 400)
    holder.show()
    last = flow.itemAt(11)
    assert last is not None
    assert last.geometry().y() > 0
    assert flow.itemAt(12) is None


def test_badge_and_empty_state_speak(qtbot: QtBot) -> None:
    badge = Badge("草稿", "neutral", "file")
    qtbot.addWidget(badge)
    assert badge.accessibleName() == "草稿"
    badge.show_state("被退回", "error", "returned")
    assert badge.text == "被退回"
    assert not badge.grab().isNull()
    empty = EmptyState("entries", "还没有目录")
    qtbot.addWidget(empty)
    pressed: list[int] = []
    empty.offer("新建", lambda: pressed.append(1))
    button(empty, "新建").click()
    assert pressed == [1]


def test_the_wheel_scrolls_past_a_list(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    choice = Choice()
    choice.addItems(["甲", "乙", "丙"])
    QVBoxLayout(holder).addWidget(choice)
    holder.show()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, turn)
    assert choice.currentText() == "甲"


def test_a_word_that_does_not_fit_leaves_the_others_their_ends(qtbot: QtBot) -> None:
    long, usual = (build.label(text, wrap=True) for text in ("x" * 400, "提供单位代码没有填。" * 12))
    area = scrolled(build.stack(long, usual))
    qtbot.addWidget(area)
    area.resize(300, 400)
    area.show()
    assert isinstance(usual, QLabel)
    assert area.widget().width() <= area.viewport().width()
    assert usual.geometry().right() <= area.viewport().width()


def test_the_words_on_badges_are_never_cut(qtbot: QtBot) -> None:
    mark = Mark("Must be mended", "error", "error")
    made = Listing((Column("程度", str, 2, mark=lambda _line: mark), Column("问题", str)), "问题", wrapped=True)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show_lines(["必填项没有填", "摘要不到十个字；" * 20])
    made.show()
    qtbot.waitUntil(lambda: made.rowHeight(1) > 2 * made.rowHeight(0))
    assert made.columnWidth(0) > badge_width(made.fontMetrics(), mark.text, mark.icon)
