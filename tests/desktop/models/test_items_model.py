from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from client.catalog.entry import Item
from client.catalog.profile import Profile, get
from client.checks.rule import Finding, Severity
from client.desktop.models.items_model import FINDINGS, ItemsModel
from client.desktop.models.pasting import cut, header_of


def model(profile: Profile, *names: str) -> ItemsModel:
    made = ItemsModel(profile)
    made.show_items(tuple(Item(f"i{place}", {"item_name": name}) for place, name in enumerate(names)))
    return made


def test_it_is_a_sound_model(profile: Profile, qtmodeltester: ModelTester) -> None:
    made = model(profile, "姓名", "性别")
    qtmodeltester.check(made)  # type: ignore[no-untyped-call]
    made.insert(1)
    made.paste([["甲"], ["乙"], ["丙"]], 1, 0)
    made.remove([0, 2])
    qtmodeltester.check(made)  # type: ignore[no-untyped-call]


def test_typing_reads_and_keeps_what_it_cannot_read(profile: Profile) -> None:
    made = model(profile, "姓名")
    column = [field.id for field in made.fields].index("item_type")
    assert made.setData(made.index(0, column), "字符型")
    assert made.items[0].text("item_type") == "string"
    assert made.setData(made.index(0, column), "混合型")
    assert made.items[0].text("item_type") == "混合型"
    assert made.data(made.index(0, column)) == "混合型"


def test_faulty_cells_are_marked(profile: Profile) -> None:
    made = model(profile, "姓名", "性别")
    faults = [Finding("a.b", Severity.WARNING, "i0", "item_name"), Finding("a.c", Severity.ERROR, "i1", "")]
    made.tell(faults, {id(faults[0]): "写清楚"})
    assert made.data(made.index(0, 0), FINDINGS) == [faults[0]]
    assert made.data(made.index(0, 0), Qt.ItemDataRole.ToolTipRole) == "写清楚"
    assert made.data(made.index(1, 0), FINDINGS) == [faults[1]]
    assert made.data(made.index(1, 1), FINDINGS) == []
    assert made.headerData(1, Qt.Orientation.Vertical, Qt.ItemDataRole.ForegroundRole) is not None
    assert made.place_of("i1", "item_name").row() == 1
    assert not made.place_of("gone", "item_name").isValid()


def test_showing_the_same_items_keeps_the_steps(profile: Profile) -> None:
    made = model(profile, "姓名")
    made.insert(1)
    made.show_items(made.items)
    assert made.undo()
    assert not made.undo()
    made.redo()
    made.show_items((Item("other", {}),))
    assert not made.undo()


@given(st.lists(st.tuples(st.sampled_from("irdmcp"), st.integers(0, 5)), max_size=12))
def test_undo_leads_back_to_the_beginning(acts: list[tuple[str, int]]) -> None:
    made = model(get("decree-809"), "一", "二", "三")
    start = made.items
    for act, place in acts:
        count = made.rowCount()
        row = min(place, max(count - 1, 0))
        if act == "i":
            made.insert(row)
        elif act == "p":
            made.paste([["贴", "字符型"], ["贴二"]], row, 0)
        elif count and act == "r":
            made.remove([row])
        elif count and act == "d":
            made.insert(row + 1, [made.items[row].values])
        elif count and act == "m":
            made.move([row], 1)
        elif count and act == "c":
            made.clear_cells([(row, 0)])
    end = made.items
    while made.undo():
        pass
    assert made.items == start
    while made.redo():
        pass
    assert made.items == end


def test_a_block_is_cut_as_excel_means_it() -> None:
    assert cut("a\tb\r\nc\td\r\n") == [["a", "b"], ["c", "d"]]
    assert cut('"两\n行"\tb\n') == [["两\n行", "b"]]
    assert cut('5" 显示屏\tb') == [['5" 显示屏', "b"]]
    assert cut("a\n\nb") == [["a"], [""], ["b"]]


def test_only_a_header_is_taken_for_one(profile: Profile) -> None:
    fields = profile.item_fields
    assert header_of([["数据项名称", "数据类型", "备用"], ["a", "b", "c"]], fields) is not None
    assert header_of([["姓名", "字符型"], ["性别", "字符型"]], fields) is None
    assert header_of([["数据项名称", "数据类型"]], fields) is None


def test_what_stands_beyond_the_last_column_is_left_out(profile: Profile) -> None:
    made = model(profile, "一")
    last = made.columnCount() - 1
    taken = made.paste([["甲", "乙", "丙"]], 0, last)
    assert taken == (1, 1)
