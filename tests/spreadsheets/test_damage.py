"""Every kind of damage is found in its cells, and nothing is said of clean files."""

import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from client.spreadsheets.damage import noted
from client.spreadsheets.drafts import Damage, Understanding
from client.spreadsheets.understand import understand
from tests.spreadsheets.layouts import LAYOUTS, sheet_of
from tests.spreadsheets.more_layouts import MORE

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
HEAD = ["目录名称", "提供单位", "统一社会信用代码", "目录代码", "目录摘要", "联系电话", "更新日期", "没见过的列"]
CODE = "11110110000093470L"
WORDS = ("婚姻登记", "低保对象", "养老机构", "社会组织", "殡葬服务", "儿童福利")
Spoil = Callable[[Worksheet], None]


def rows() -> list[list[object]]:
    return [
        [f"{word}信息", "清河县民政局", CODE, f"307001/{place * 7 + 3}", f"全县{word}的基本情况。", "0551-62951113", "2025-01-02", word]
        for place, word in enumerate(WORDS)
    ]  # fmt: skip


def built(folder: Path, spoil: Spoil, *, epoch: str = "") -> Understanding:
    book = Workbook()
    if epoch:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        book.epoch = CALENDAR_MAC_1904
    sheet = sheet_of(book)
    sheet.append(HEAD)
    for row in rows():
        sheet.append(row)
    spoil(sheet)
    path = folder / "damaged.xlsx"
    book.save(path)
    return understand(path)


def put(**cells: str | float | date) -> Spoil:
    def spoil(sheet: Worksheet) -> None:
        for cell, value in cells.items():
            sheet[cell] = value

    return spoil


def zeros(sheet: Worksheet) -> None:
    sheet["D3"], sheet["D5"] = 12, 307
    sheet["D3"].number_format = sheet["D5"].number_format = "000000"


def hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["E"].hidden = True


def down(sheet: Worksheet) -> None:
    for place in range(2, 8):
        sheet[f"B{place}"] = f"清河县民政局{place}"


def merge(sheet: Worksheet) -> None:
    sheet.merge_cells("B3:B6")


def ghosts(sheet: Worksheet) -> None:
    for row in range(8, 400):
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor="FFFF0000")


def far_ghost(sheet: Worksheet) -> None:
    sheet.cell(1_048_576, 1).fill = PatternFill("solid", fgColor="FFFF0000")


FIXTURES: dict[str, tuple[str, Spoil, tuple[str, ...]]] = {
    "18 digits as a number": ("digits-lost", put(C3=9.1330106002501311e17, H4=1.1010119900307852e17), ("C3", "H4")),
    "18 digits cut to 15": ("digits-lost", put(C4="110101199003078000"), ("C4",)),
    "code as a number": ("number-in-code", put(D3=3070012), ("D3",)),
    "scientific": ("scientific", put(C3="1.10101E+17", A5="1.2E+15"), ("C3", "A5")),
    "leading zeros": ("zeros-restored", zeros, ("D3", "D5")),
    "point zero": ("point-zero", put(D4="307001.0", F3="62951113.0", D5="30700112.00"), ("D4", "F3", "D5")),
    "code as a date": ("code-as-date", put(D4=date(2025, 3, 7), A3=date(2025, 1, 1)), ("D4", "A3")),
    "code as the text of a date": (
        "code-as-date",
        put(D3="3月7日", D4="Mar-07", D5="7-Mar", D6="2025/3/7", F3="12-Jan-25"),
        ("D3", "D4", "D5", "D6", "F3"),
    ),
    "serial date": ("serial-date", put(G3=45000, G5=45100), ("G3", "G5")),
    "full width": ("full-width", put(C3="１１１１０１１００００", A4="Ａ类企业信息", H2="１２"), ("C3", "A4", "H2")),
    "no-break space": ("invisible", put(A3="低保\u00a0对象", H3="a\u00a0b"), ("A3", "H3")),
    "ideographic space": ("invisible", put(B3="清河县\u3000民政局"), ("B3",)),
    "zero width": ("invisible", put(A3="低保\u200b对象信息"), ("A3",)),
    "edge space": ("edge-space", put(A3=" 低保对象信息", B4="清河县民政局 "), ("A3", "B4")),
    "newline at the edge": ("edge-space", put(A3="低保对象信息\r\n", B4="\t清河县民政局"), ("A3", "B4")),
    "newline": ("line-break", put(A3="低保\n对象信息"), ("A3",)),
    "tab": ("line-break", put(A3="低保\t对象信息", E3="甲\t乙"), ("A3", "E3")),
    "literal": ("literal-break", put(E3="第一行\\n第二行", A4="甲<br>乙", H5="甲\\r\\n乙"), ("E3", "A4", "H5")),
    "fill-down": ("fill-down", down, tuple(f"B{row}" for row in range(2, 8))),
    "formula": ("uncalculated", put(E3="=A3&B3", D5="=1+1"), ("E3", "D5")),
    "error": ("cell-error", put(E3="#N/A", D5="#REF!"), ("E3", "D5")),
    "hidden row": ("hidden-row", hide, ("4",)),
    "hidden column": ("hidden-column", hide, ("E",)),
    "merged": ("merged", merge, ("B3:B6",)),
    "ghost rows": ("ghost", ghosts, ()),
    "one ghost": ("ghost", far_ghost, ()),
    "ghost columns": ("ghost", put(CZ4="  "), ("I",)),
    "placeholders": (
        "placeholder",
        put(F2="空", F3="无", F4="暂无", F5="/", F6="-", F7="N/A", E2="null", A3="无", H3="暂无"),
        ("F2", "F3", "F4", "F5", "F6", "F7", "E2", "A3", "H3"),
    ),
    "resident id": ("personal-id", put(C3="11010519491231002X"), ("C3",)),
    "resident id as a number": ("personal-id", put(C3=1.1010119900307852e17), ("C3",)),
}


def one(found: Understanding, kind: str) -> Damage | None:
    return next((damage for damage in found.damage if damage.kind == kind), None)


@pytest.mark.parametrize("name", FIXTURES)
def test_every_kind_is_found(name: str, tmp_path: Path) -> None:
    kind, spoil, cells = FIXTURES[name]
    found = built(tmp_path, spoil)
    damage = one(found, kind)
    assert damage is not None
    if cells:
        assert {cell.removeprefix("Sheet!") for cell in damage.cells} == set(cells)
    assert noted.sentence(kind) != kind
    assert len(damage.restored) == len(damage.cells)
    others = {other.kind for other in found.damage} - {kind}
    beside = {
        "hidden row": {"hidden-column"},
        "hidden column": {"hidden-row"},
        "leading zeros": {"number-in-code"},
        "resident id as a number": {"digits-lost"},
    }
    assert others <= beside.get(name, set()) | ({"invisible"} if "space" in name else set())


def test_the_undamaged_table_is_clean(tmp_path: Path) -> None:
    assert built(tmp_path, lambda sheet: None).damage == ()


def test_what_only_looks_damaged(tmp_path: Path) -> None:
    folders = put(E3="台账在D:\\new\\read下", E4="\\\\10.1.1.2\\name，D:\\n")
    assert built(tmp_path, folders).damage == ()
    # Desks with numbers side by side, each named in several entries.
    assert built(tmp_path, put(**{f"F{2 + n}": f"0551-6295111{3 + n % 3}" for n in range(6)})).damage == ()
    assert built(tmp_path, put(D3="1-2", D4="E10", D5="3E5", D6="000000000012000")).damage == ()


def test_the_code_of_a_matter_suffers_as_any_code(tmp_path: Path) -> None:
    file = tmp_path / "目录.csv"
    rows = ["目录名称,提供单位,摘要,来源事项基本目录编码"]
    codes = ("330106000012345000", "3月2日", "330112345678.0", "000131001000")
    rows += [f"孤儿{n}信息,清河县民政局,全县孤儿的情况,{code}" for n, code in enumerate(codes)]
    file.write_text("\n".join(rows), encoding="utf-8")
    found = {one.kind: one.cells for one in understand(file).damage}
    assert found == {"digits-lost": ("目录!D2",), "code-as-date": ("目录!D3",), "point-zero": ("目录!D4",)}


def test_what_is_restored(tmp_path: Path) -> None:
    found = built(tmp_path, zeros)
    assert [draft.values["code"] for draft in found.drafts][1::2] == ["000012", "000307", "307001/38"]
    found = built(tmp_path, put(D4="307001.0", E3="第一行\\n第二行"))
    assert (found.drafts[2].values["code"], found.drafts[1].values["summary"]) == ("307001", "第一行\n第二行")
    found = built(tmp_path, put(C3="11010519491231002X"))
    assert found.drafts[1].values["provider_code"] == "110105********00**"
    assert "19491231" not in repr(found.damage)
    found = built(tmp_path, put(C3=1.1010119900307852e17))
    assert "19900307" not in repr(found)


def test_dates_of_the_1904_system(tmp_path: Path) -> None:
    found = built(tmp_path, put(G3=date(2025, 3, 4), G4=44257), epoch="1904")
    damage = one(found, "date-1904")
    assert damage is not None
    assert set(damage.cells) == {"Sheet!G3", "Sheet!G4"}
    assert [draft.values["modified_on"] for draft in found.drafts][1:3] == ["2025-03-04", "2025-03-03"]


def patched(path: Path, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with the XML of its first sheet changed."""
    out = path.with_name("patched.xlsx")
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(out, "w") as target:
        for part in package.namelist():
            data = package.read(part)
            target.writestr(part, change(data) if part == "xl/worksheets/sheet1.xml" else data)
    return out


def test_a_lying_dimension(tmp_path: Path) -> None:
    path = Path(built(tmp_path, lambda sheet: None).path)
    lying = patched(path, lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', xml))
    found = understand(lying)
    assert len(found.drafts) == 6
    assert [damage.kind for damage in found.damage] == ["dimension"]


CLEAN = [name for name in {**LAYOUTS, **MORE} if name not in ("items in one cell by line", "utf-16 tab")]


@pytest.mark.parametrize("name", CLEAN)
def test_no_alarm_on_clean_layouts(name: str, tmp_path: Path) -> None:
    found = understand({**LAYOUTS, **MORE}[name](tmp_path).path)
    assert {damage.kind for damage in found.damage} <= {"merged"}, found.damage


REAL: Sequence[tuple[str, dict[str, int]]] = (
    # Judged by hand: breaks inside keywords, blanks at the end of abstracts and one full-width ３ are really there.
    ("p01", {}), ("p02", {"edge-space": 3}), ("p03", {"edge-space": 3, "full-width": 1, "line-break": 20}), ("p04", {}),
    ("p05", {}), ("p06", {}), ("p07", {}), ("p08", {"edge-space": 1}), ("p09", {"line-break": 51}),
    ("p10", {"line-break": 4, "placeholder": 524}), ("p12", {"placeholder": 2}),
)  # fmt: skip


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
@pytest.mark.parametrize(("start", "wanted"), REAL)
def test_real_catalogs(start: str, wanted: dict[str, int]) -> None:
    found = understand(next(SHARED.glob(f"{start}*")))
    assert {damage.kind: len(damage.cells) for damage in found.damage} == wanted


def test_the_number_behind_a_date_is_read_from_a_text_file_too(tmp_path: Path) -> None:
    file = tmp_path / "目录.csv"
    file.write_text("目录名称,提供单位,摘要,发布日期\n孤儿信息,清河县民政局,全县孤儿的情况,45352\n", encoding="utf-8")
    understood = understand(file)
    assert understood.drafts[0].values["published_on"] == "2024-03-01"
    assert [one.kind for one in understood.damage] == ["serial-date"]
