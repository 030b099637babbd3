import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from client.catalog import kinds, wire
from client.catalog import profile as profiles
from client.catalog.entry import Entry, Item, Value
from client.catalog.profile import Field, Profile
from client.clock import new_id
from client.errors import InputProblem
from client.spreadsheets import neutral, secrecy
from client.spreadsheets.bodies.dcat import write_jsonld
from client.spreadsheets.export import write_csv, write_json, write_xlsx
from client.spreadsheets.plan import Kind, plan
from client.spreadsheets.template import write_template
from client.spreadsheets.understand import understand
from tests.spreadsheets.test_plan import Stored

PROFILES = sorted(profiles.load_profiles())
TEXTS = st.one_of(
    st.sampled_from(
        ["=1+1", "+86", "-", "@x", "'=a", "''-b", "合计", "示例", "填表说明：无", "0012", "1.10E+17", "暂无", "甲、乙"]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"]), min_size=1, max_size=12),
    # Hypothesis also tries words of our own code. A mark of secrecy is refused wherever it comes from, our own files too.
).filter(lambda text: not secrecy.mark_in([text]))


def value(field: Field, draw: st.DrawFn) -> Value:
    """A value as it is stored: read once, so that it is canonical."""
    if field.list is not None and draw(st.booleans()):
        keys = [one.key for one in field.list.values]
        if field.kind == "codes":
            return tuple(dict.fromkeys(draw(st.lists(st.sampled_from(keys), min_size=1, max_size=3))))
        return draw(st.sampled_from(keys))
    if field.kind == "date" and draw(st.booleans()):
        return draw(st.dates()).isoformat()
    return kinds.read(field, draw(TEXTS))


@st.composite
def entries(draw: st.DrawFn, profile: Profile) -> list[Entry]:
    found = []
    for _ in range(draw(st.integers(1, 3))):
        own = [field for field in profile.fields if draw(st.integers(0, 4)) == 0]
        values = {field.id: held for field in own if (held := value(field, draw))}
        items = []
        for _ in range(draw(st.integers(0, 3))):
            some = [field for field in profile.item_fields if draw(st.booleans())]
            items.append(Item(new_id(), {field.id: held for field in some if (held := value(field, draw))}))
        values.pop("secrecy", None)
        found.append(Entry(new_id(), profile.key, "", values, tuple(Item(i.id, _plain(i)) for i in items)))
    return found


def _plain(item: Item) -> dict[str, Value]:
    return {name: held for name, held in item.values.items() if name != "item_secrecy"}


def unchanged(path: Path, profile: Profile, stored: Sequence[Entry]) -> None:
    found = understand(path)
    assert found.ours
    planned = plan(found.drafts, Stored(stored), profile, new_id)
    wrong = [(line.kind, line.changes) for line in planned.lines if line.kind is not Kind.SAME]
    assert not wrong
    assert len(planned.lines) == len(stored)


@pytest.mark.parametrize("name", PROFILES)
def test_what_we_export_comes_back_unchanged(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    profile = profiles.get(name)
    folder = tmp_path_factory.mktemp("out")

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(entries(profile))
    def check(stored: list[Entry]) -> None:
        write_csv(profile, stored, folder / "a.csv")
        unchanged(folder / "a.csv", profile, stored)
        write_xlsx(profile, stored, folder / "a.xlsx")
        unchanged(folder / "a.xlsx", profile, stored)
        write_json(stored, folder / "a.json")
        unchanged(folder / "a.json", profile, stored)
        write_jsonld(stored, folder / "a.jsonld")
        unchanged(folder / "a.jsonld", profile, stored)

    check()


@given(st.text(max_size=20))
def test_neutral_texts_run_nowhere_and_come_back(text: str) -> None:
    safe = neutral.neutral(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert neutral.restored(safe) == text


def test_nothing_we_write_is_a_formula(tmp_path: Path) -> None:
    profile = profiles.get("decree-809")
    nasty = '=HYPERLINK("http://x","y")'
    stored = [
        Entry(
            new_id(),
            profile.key,
            values={"name": nasty, "provider": "@SUM(A1)"},
            items=(Item(new_id(), {"item_name": "-1+1"}),),
        )
    ]
    write_xlsx(profile, stored, tmp_path / "a.xlsx")
    write_csv(profile, stored, tmp_path / "a.csv")
    book = load_workbook(tmp_path / "a.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    assert not any(str(cell.value).startswith(("=", "+", "-", "@")) for cell in cells)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in csv.reader(stream) for cell in row)


def test_bodies_as_json(tmp_path: Path) -> None:
    profile = profiles.get("decree-809")
    stored = [
        Entry(new_id(), profile.key, values={"name": name}, items=(Item(new_id(), {"item_name": "姓名"}),))
        for name in "甲乙"
    ]
    assert write_json(stored, tmp_path / "a.json") == 2
    raw = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [wire.entry_of(body, body.pop("id")) for body in raw] == stored
    assert write_json([], tmp_path / "b.json") == 0
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", PROFILES)
def test_a_template_is_understood_and_holds_nothing(name: str, tmp_path: Path) -> None:
    profile = profiles.get(name)
    write_template(profile, tmp_path / "t.xlsx")
    found = understand(tmp_path / "t.xlsx")
    assert found.profile == profile.key
    assert not found.drafts
    assert found.problem is not None
    assert found.problem.code == "input.no-entries"
    columns = {(one.field, one.of_item) for one in found.sheets[0].columns}
    assert {(field.id, field.of_item) for field in (*profile.fields, *profile.item_fields)} <= columns
    assert any(line.why.code == "row.example" for line in found.sheets[0].left_out)


@pytest.mark.parametrize("name", PROFILES)
def test_a_filled_in_template_is_imported(name: str, tmp_path: Path) -> None:
    profile = profiles.get(name)
    write_template(profile, tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    sheet = book["目录"]
    for column, cell in enumerate(sheet[4], 1):
        sheet.cell(5, column, cell.value if cell.value != "示例" else 1)
    book.save(tmp_path / "t.xlsx")
    (draft,) = understand(tmp_path / "t.xlsx").drafts
    assert draft.values["name"] == str(next(field for field in profile.fields if field.id == "name").example)
    assert len(draft.items) == 1


def test_a_template_has_its_lists_frozen_headers_and_text_columns(tmp_path: Path) -> None:
    profile = profiles.get("national-2017")
    write_template(profile, tmp_path / "t.xlsx")
    sheet = load_workbook(tmp_path / "t.xlsx")["目录"]
    lists = [field for field in (*profile.fields, *profile.item_fields) if field.list is not None]
    assert len(sheet.data_validations.dataValidation) == len(lists)
    assert any("OFFSET" in str(one.formula1) for one in sheet.data_validations.dataValidation)
    assert sheet.freeze_panes == "A4"
    labels = {
        str(cell.value).split("\n")[0]: cell.column_letter for row in sheet["A2:BZ3"] for cell in row if cell.value
    }
    code = labels["资源提供方代码"]
    assert sheet[f"{code}10"].number_format == "@"


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match=r"input\.not-written"):
        write_template(profiles.get("decree-809"), tmp_path / "no folder" / "t.xlsx")
