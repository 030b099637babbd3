"""What stands above, to look up and to take as a model."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.above import above_model, above_view
from client.desktop.pages.above.above_view import AboveView
from client.desktop.pages.entries import EntriesPage
from client.desktop.pages.entry.alike import ABOVE
from client.desktop.pages.page import Target
from client.store.query import EntryFilter
from client.workflows import refresh_reference
from client.workflows.workspace import Workspace
from tests.bench import generate_nation
from tests.desktop.looking import button
from tests.desktop.pages.sheets import Heard, settled, shown
from tests.desktop.pages.test_alike import fill_above

FIRST = "019a0000-0000-7000-8000-000000000001"


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, jobs: Jobs, ask: FakeAsk, changes: ChangeBoard) -> EntriesPage:
    return EntriesPage(workspace, jobs, ask, changes)


@pytest.fixture
def heard(qtbot: QtBot, page: EntriesPage) -> Heard:
    return shown(qtbot, page)


def names(view: AboveView) -> list[str]:
    return [str(view.model.index(row, 0).data()) for row in range(view.model.rowCount())]


def test_before_anything_was_filled_it_says_how_to_get_it(
    qtbot: QtBot, page: EntriesPage, heard: Heard, ask: FakeAsk
) -> None:
    page.show_above()
    view = page.above.view
    assert view.faces.currentWidget() is view.blank
    assert view.tools.isHidden()
    view.fetch_asked.emit()
    settled(qtbot, page)
    assert not page.banner.isHidden(), "no platform was joined, and that is said"


def test_a_file_fills_it_and_it_is_searched_and_sorted(
    qtbot: QtBot, page: EntriesPage, heard: Heard, ask: FakeAsk, workspace: Workspace, tmp_path: Path
) -> None:
    fill_above(workspace, tmp_path)
    ask.answers = [tmp_path / "above.jsonl"]
    page.show_above()
    page.above.open_file()
    settled(qtbot, page)
    assert len(heard.notices) == 1
    view = page.above.view
    assert sorted(names(view)) == ["婚姻登记信息", "高龄津贴发放信息"]
    view.model.sort(0)
    assert len(names(view)) == 2
    view.search.setText("婚姻")
    view.search.returnPressed.emit()
    assert names(view) == ["婚姻登记信息"]
    view.search.setText("没有这样的")
    view.search.returnPressed.emit()
    assert names(view) == []
    assert view.faces.currentIndex() == 1


def test_it_is_narrowed_by_what_the_file_offers(
    page: EntriesPage, heard: Heard, workspace: Workspace, tmp_path: Path
) -> None:
    fill_above(workspace, tmp_path)
    page.show_above()
    choice = page.above.view.choices["sharing"]
    choice.setCurrentIndex(choice.findData("unconditional"))
    choice.activated.emit(choice.currentIndex())
    assert len(names(page.above.view)) == 2


def test_an_entry_is_read_and_taken_as_a_model(
    qtbot: QtBot, page: EntriesPage, heard: Heard, workspace: Workspace, tmp_path: Path
) -> None:
    fill_above(workspace, tmp_path)
    page.open(Target("entries", entry=FIRST, filter=ABOVE))
    assert page.above.faces.currentWidget() is page.above.entry
    assert page.above.entry.name.text() == "高龄津贴发放信息"
    assert workspace.query.count(EntryFilter()) == 0, "reading changes nothing"
    page.above.entry.take.click()
    settled(qtbot, page)
    made = workspace.query.rows(EntryFilter())
    assert [(one.name, one.provider, one.items) for one in made] == [("高龄津贴发放信息", "临江县民政局", 1)]
    assert page.editor.entry_id == made[0].id


def test_the_way_there_and_back(page: EntriesPage, heard: Heard, workspace: Workspace, tmp_path: Path) -> None:
    fill_above(workspace, tmp_path)
    page.list.above_asked.emit()
    assert page.faces.currentWidget() is page.above.faces
    page.above.view.opened.emit(FIRST)
    page.above.entry.closed.emit()
    assert page.above.faces.currentIndex() == 0
    button(page.above.faces, "本单位").click()
    assert page.faces.currentWidget() is page.list


def test_letters_go_to_where_the_order_begins_so(
    page: EntriesPage, heard: Heard, workspace: Workspace, tmp_path: Path
) -> None:
    fill_many(workspace, tmp_path)
    page.show_above()
    table, model = page.above.view.table, page.above.view.model
    wanted = str(model.index(1_000, 5).data())[:14]
    for order in Qt.SortOrder:
        table.sortByColumn(5, order)
        table._typed_at.invalidate()
        for letter in wanted:
            table.keyboardSearch(letter)
        assert str(table.currentIndex().siblingAtColumn(5).data()).startswith(wanted)
    table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    table.keyboardSearch("不")
    assert table.currentIndex().row() >= 0, "no order of texts: it stays where it is"


def test_more_than_are_shown_are_counted_beside(
    qtbot: QtBot,
    page: EntriesPage,
    heard: Heard,
    workspace: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (above_model, above_view):
        monkeypatch.setattr(module, "MOST", 100)
    fill_many(workspace, tmp_path)
    page.show_above()
    view = page.above.view
    assert view.said.text().startswith("2,000 条"), "the whole list is shown whole"
    view.search.setText("信息")
    view.search.returnPressed.emit()
    assert view.said.text().startswith("100+ 条")
    assert view.model.rowCount() == 100
    settled(qtbot, page)
    reference = workspace.reference
    assert reference is not None
    assert view.said.text().startswith(f"{reference.count(view.model.filter):,} 条")
    sharing = view.choices["sharing"]
    assert sharing.currentIndex() == 0
    offered = [sharing.itemText(place).rpartition(" ")[2].replace(",", "") for place in range(1, sharing.count())]
    assert sum(map(int, offered)) == reference.count(view.model.filter), "the numbers are those of what is searched for"


def test_regions_are_gone_into_and_left(
    qtbot: QtBot, page: EntriesPage, heard: Heard, workspace: Workspace, tmp_path: Path
) -> None:
    fill_many(workspace, tmp_path)
    page.show_above()
    view = page.above.view
    choice = view.choices["region"]

    def choose(place: int) -> None:
        choice.setCurrentIndex(place)
        choice.activated.emit(place)
        settled(qtbot, page)

    counts, sizes = [view.model.rowCount()], [0]
    for _ in range(3):
        choose(len(str(choice.currentData() or "")) // 2 + 1)
        counts.append(view.model.rowCount())
        sizes.append(len(str(choice.currentData())))
    assert sizes == [0, 2, 4, 6]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 0
    choose(1)
    assert view.model.rowCount() == counts[1]
    choose(0)
    assert view.model.rowCount() == counts[0]


def test_stopping_a_filling_keeps_what_was_read_and_says_so(
    qtbot: QtBot, page: EntriesPage, heard: Heard, workspace: Workspace, tmp_path: Path
) -> None:
    generate_nation.write(8_000, tmp_path / "nation.jsonl")
    page.show_above()
    page.above.fill(tmp_path / "nation.jsonl")
    job = page.jobs.running[-1]
    begun = workspace.reference_path.with_name("reference.db.filling")
    qtbot.waitUntil(begun.exists, timeout=60_000)
    job.stop()
    settled(qtbot, page)
    assert [notice.text for notice in heard.notices] == ["已停止。读到的部分留着，下次从这里继续。"]
    assert begun.exists()
    assert workspace.reference is None


def test_what_is_listed_is_exported_whole_and_in_its_order(
    qtbot: QtBot, page: EntriesPage, heard: Heard, ask: FakeAsk, workspace: Workspace, tmp_path: Path
) -> None:
    fill_many(workspace, tmp_path)
    page.show_above()
    view, out = page.above.view, tmp_path / "out.json"
    view.search.setText("养老")
    view.search.returnPressed.emit()
    view.table.sortByColumn(5, Qt.SortOrder.AscendingOrder)
    ask.answers = [out]
    view.export_asked.emit()
    settled(qtbot, page)
    written = json.loads(out.read_text(encoding="utf-8"))
    listed = [str(view.model.index(row, 5).data()) for row in range(view.model.rowCount())]
    assert [one["fields"]["code"] for one in written] == listed
    assert len(listed) > 20
    assert all(one["items"] for one in written)


def test_in_a_narrow_window_names_keep_their_room(
    page: EntriesPage, heard: Heard, workspace: Workspace, tmp_path: Path
) -> None:
    fill_above(workspace, tmp_path)
    page.show_above()
    table = page.above.view.table
    shown = []
    for width in (1_600, 860, 560):
        table.resize(width, 400)
        shown.append([column for column in range(6) if not table.isColumnHidden(column)])
        assert table.columnWidth(0) >= 16 * table.fontMetrics().horizontalAdvance("国") - 24
    assert [len(one) for one in shown] == sorted((len(one) for one in shown), reverse=True)
    assert len(shown[0]) == 6 > len(shown[2])


def fill_many(workspace: Workspace, folder: Path) -> None:
    generate_nation.write(2_000, folder / "nation.jsonl")
    refresh_reference.from_files(workspace, [folder / "nation.jsonl"])
