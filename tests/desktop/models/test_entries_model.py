import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from client.desktop.models.entries_model import COLUMNS, PAGE, ROW, EntriesModel
from client.store.query import SORTS, EntryFilter, Row
from client.workflows import edit_entry
from client.workflows.workspace import Workspace

COLUMN = {column.key: place for place, column in enumerate(COLUMNS)}


@pytest.fixture
def model(workspace: Workspace, qtbot: QtBot) -> EntriesModel:
    for number in range(7):
        edit_entry.new_entry(workspace, {"name": f"目录{number}", "sharing": "refused" if number % 2 else "半共享"})
    made = EntriesModel(workspace.query)
    made.reload()
    made.sort(COLUMN["name"], Qt.SortOrder.AscendingOrder)
    return made


def names(model: EntriesModel) -> list[str]:
    return [str(model.data(model.index(row, COLUMN["name"]))) for row in range(model.rowCount())]


def test_it_is_a_sound_model(model: EntriesModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_every_order_is_one_the_store_has_an_index_for() -> None:
    assert {column.sort for column in COLUMNS if column.sort} <= set(SORTS)


def test_the_list_is_ordered_and_filtered_by_the_store(model: EntriesModel) -> None:
    assert names(model) == [f"目录{number}" for number in range(7)]
    model.sort(COLUMN["name"], Qt.SortOrder.DescendingOrder)
    assert names(model)[0] == "目录6"
    model.show_list(EntryFilter(text="目录3"))
    assert names(model) == ["目录3"]


def test_cells_speak_the_clerks_words(model: EntriesModel) -> None:
    def cell(row: int, key: str) -> str:
        return str(model.data(model.index(row, COLUMN[key])))

    assert cell(0, "state") == "草稿"
    assert cell(0, "report") == "未报送"
    assert cell(0, "sharing") == "半共享", "what is no value of the list is shown as it is"
    assert cell(1, "sharing") == "不予共享"
    assert "必须改" in cell(0, "findings")
    assert len(cell(0, "updated")) == len("2026-11-23 16:20")
    assert model.data(model.index(0, 1), ROW).name == "目录0"
    assert model.headerData(COLUMN["name"], Qt.Orientation.Horizontal) == "目录名称"


def test_ticks_are_a_predicate(model: EntriesModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.ticked_changed):
        model.tick_all(True)
    assert model.ticked_count == 7
    first = model.index(0, 0)
    model.setData(first, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert model.ticked_count == 6
    assert model.data(first, Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert model.data(model.index(1, 0), Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert model.ticked_filter() == EntryFilter()
    model.show_list(EntryFilter(text="目录3"))
    assert model.ticked_count == 0
    model.toggle(0)
    assert model.ticked_filter() is None
    assert len(model.ticked.ids) == 1


def test_a_place_is_found_and_news_are_shown(model: EntriesModel, workspace: Workspace) -> None:
    row = model.row(2)
    assert row is not None
    assert model.place_of(row.id) == 2
    stored = workspace.query.entry(row.id)
    assert stored is not None
    edit_entry.save(workspace, stored.entry.with_value("name", "目录2（新）"), stored.entry)
    model.reload()
    assert names(model)[2] == "目录2（新）"
    edit_entry.delete(workspace, [row.id])
    model.reload()
    assert model.rowCount() == 6
    assert model.place_of(row.id) == -1
    assert model.row(6) is None


def test_only_pages_that_are_looked_at_are_asked_for(workspace: Workspace, qtbot: QtBot) -> None:
    counting = Counting(workspace)
    model = EntriesModel(counting)
    model.reload()
    assert model.rowCount() == 100_000
    model.data(model.index(54_321, 1))
    model.data(model.index(54_322, 1))
    assert counting.asked == [54_321 // PAGE * PAGE]


class Counting:
    """A list of a hundred thousand lines."""

    def __init__(self, workspace: Workspace) -> None:
        edit_entry.new_entry(workspace, {"name": "目录"})
        self._line = workspace.query.rows(EntryFilter())[0]
        self.asked: list[int] = []

    def rows(self, wanted: EntryFilter, sort: str, descending: bool, offset: int, limit: int, /) -> list[Row]:
        self.asked.append(offset)
        return [self._line._replace(id=str(offset + place)) for place in range(limit)]

    def count(self, wanted: EntryFilter, /) -> int:
        return 100_000

    def position(self, wanted: EntryFilter, sort: str, entry_id: str, descending: bool, /) -> int:
        return -1
