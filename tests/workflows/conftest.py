"""A desk to work at: a real store, an office, a person, and a platform that nobody answers for."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from client.catalog.entry import Item, Value
from client.clock import new_id
from client.settings import Settings
from client.store import people
from client.store.people import Platform
from client.workflows import desk, edit_entry
from client.workflows.workspace import Workspace

OFFICE = "清河县民政局"
OFFICE_CODE = "11110110000093470L"

GOOD: dict[str, Value] = {
    "name": "城乡低保对象信息",
    "summary": "全县城乡低保对象的姓名、保障人口、保障金额和享受起止时间等内容。",
    "format_class": "spreadsheet",
    "format_type": ("xlsx",),
    "sharing": "unconditional",
    "sharing_condition": "行政依据、工作参考、数据校核、业务协同",
    "sharing_way": "file",
    "update_cycle": "monthly",
    "data_level": "general",
    "open_type": "refused",
}
ITEMS = (
    {"item_name": "保障类别", "item_type": "string", "item_length": "20"},
    {"item_name": "保障人口数", "item_type": "integer", "item_length": "4"},
)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace.open(tmp_path / "work.db", settings=Settings(tmp_path / "settings.json"))
    desk.set_office(workspace, OFFICE, OFFICE_CODE, "清河省 清河市 清河县")
    desk.add_person(workspace, "李雪")
    with workspace.db.write() as conn:
        people.put_platform(
            conn, Platform("市平台", "exchange", "http://127.0.0.1:9", space=OFFICE_CODE, token_ref="nobody")
        )
    yield workspace
    workspace.close()


def good_entry(ws: Workspace, **values: str) -> str:
    """A stored entry without faults; its id."""
    made = edit_entry.new_entry(ws, {**GOOD, **values})
    items = tuple(Item(new_id(), one) for one in ITEMS)
    saved = edit_entry.save(ws, replace(made.entry, items=items), made.entry)
    assert [one for one in saved.findings if one.blocks] == []
    return saved.entry.id
