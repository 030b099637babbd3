"""What we write opens elsewhere: well-formed XML in the order the format asks for, and LibreOffice where it is there."""

import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import cast
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from client.catalog import profile as profiles
from client.catalog.entry import Entry, Item
from client.checks import run
from client.checks.rule import Context
from client.spreadsheets.reader import read
from client.spreadsheets.template import write_template
from client.spreadsheets.understand import understand
from tests.checks.made import TODAY

NAMES = sorted(profiles.load_profiles())
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ORDER = [
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "autoFilter", "mergeCells",
    "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "drawing", "legacyDrawing", "tableParts", "extLst",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_what_the_format_asks_for(name: str, tmp_path: Path) -> None:
    write_template(profiles.get(name), tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as package:
        assert package.testzip() is None
        parts = {part: ET.fromstring(package.read(part)) for part in package.namelist() if part.endswith(".xml")}
    for part, root in parts.items():
        if part.startswith("xl/worksheets/"):
            # Excel repairs (and loses) a sheet whose parts stand in another order.
            places = [ORDER.index(child.tag.removeprefix(MAIN)) for child in root]
            assert places == sorted(places), part
            for choice in root.iter(f"{MAIN}dataValidation"):
                formula = choice.findtext(f"{MAIN}formula1") or ""
                # Longer ones, and longer texts, make Excel call the file damaged.
                assert 0 < len(formula) <= 255, formula
                assert len(choice.get("prompt", "")) <= 255
                assert len(choice.get("promptTitle", "")) <= 32
                assert len(choice.get("error", "")) <= 255
                assert len(choice.get("errorTitle", "")) <= 32
    sheets = [one.get("name", "") for one in parts["xl/workbook.xml"].iter(f"{MAIN}sheet")]
    assert all(0 < len(one) <= 31 and not set(one) & set("[]:*?/\\") for one in sheets)


@pytest.mark.parametrize("name", NAMES)
def test_the_example_row_of_a_template_is_a_good_entry(name: str, tmp_path: Path) -> None:
    profile = profiles.get(name)
    write_template(profile, tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    row = next(cells for cells in book.worksheets[0].iter_rows() if cells[0].value == "示例")
    cast("Cell", row[0]).value = 1
    book.save(tmp_path / "t.xlsx")
    (draft,) = understand(tmp_path / "t.xlsx").drafts
    items = tuple(Item(f"i{number}", dict(item.values)) for number, item in enumerate(draft.items))
    entry = Entry("e", profile.key, "", dict(draft.values), items)
    errors = [(one.rule, one.field) for one in run.check(entry, Context(profile, TODAY)) if one.severity == "error"]
    assert errors == []


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_libreoffice_opens_every_template(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed here")
    for name in NAMES:
        write_template(profiles.get(name), tmp_path / f"{name}.xlsx")
        command = [office, "--headless", f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--convert-to", "ods"]
        subprocess.run([*command, "--outdir", tmp_path, tmp_path / f"{name}.xlsx"], check=True, timeout=120)
        ours, theirs = read(tmp_path / f"{name}.xlsx"), read(tmp_path / f"{name}.ods")
        assert [sheet.name for sheet in theirs.sheets] == [sheet.name for sheet in ours.sheets]
        assert theirs.sheets[0].rows[:4] == ours.sheets[0].rows[:4]
