"""What an earlier file of the same source had and the new one has not is listed; nothing happens by itself."""

from pathlib import Path

import pytest

from client.store.query import EntryFilter
from client.workflows import edit_entry, import_sheet
from client.workflows.importing.prepared import Prepared
from client.workflows.workspace import Workspace
from tests.workflows.test_folder import book, names, row

CIVIL, POLICE = "清河县民政局", "清河县公安局"


@pytest.fixture
def county(ws: Workspace, tmp_path: Path) -> Workspace:
    """Last year's file of the whole county, and one entry typed by hand."""
    file = book(
        tmp_path / "2024年全县.xlsx",
        row("低保对象信息", CIVIL), row("孤儿信息", CIVIL), row("特困人员信息", CIVIL), row("暂住人口信息", POLICE),
    )  # fmt: skip
    import_sheet.apply(ws, import_sheet.prepare(ws, file))
    made = edit_entry.new_entry(ws).entry
    edit_entry.save(ws, made.with_value("name", "手工登记").with_value("provider", CIVIL), made)
    return ws


def planned(ws: Workspace, file: Path) -> Prepared:
    return import_sheet.prepare(ws, file)


def test_only_what_the_same_department_sent_is_missed(county: Workspace, tmp_path: Path) -> None:
    new = book(tmp_path / "2025年民政.xlsx", row("低保对象信息", CIVIL), row("救助站信息", CIVIL))
    prepared = planned(county, new)
    assert [(one.name, one.file, one.reported) for one in prepared.summary.missing] == [
        ("孤儿信息", "2024年全县.xlsx", False), ("特困人员信息", "2024年全县.xlsx", False),
    ]  # fmt: skip
    assert [one["name"] for one in prepared.document()["missing"]] == ["孤儿信息", "特困人员信息"]
    import_sheet.apply(county, prepared)
    assert "孤儿信息" in names(county)


def test_the_next_version_of_the_whole_file_misses_an_office_that_is_gone(county: Workspace, tmp_path: Path) -> None:
    water = "清河县水利局"
    more = book(tmp_path / "2024年再来.xlsx", *(row(f"{kind}河道信息", water) for kind in "甲乙丙丁"), row("户籍信息", POLICE), row("学籍信息", "清河县教育局"))  # fmt: skip
    import_sheet.apply(county, planned(county, more))
    again = book(tmp_path / "2025年再来.xlsx", *(row(f"{kind}河道信息", water) for kind in "甲乙丙丁"), row("户籍信息", POLICE))  # fmt: skip
    assert [one.name for one in planned(county, again).summary.missing] == ["学籍信息"]


def test_a_file_about_nothing_known_misses_nothing(county: Workspace, tmp_path: Path) -> None:
    assert planned(county, book(tmp_path / "新的.xlsx", row("救助站信息", CIVIL))).summary.missing == ()


def test_what_is_dropped_is_not_missed_again_and_can_be_taken_back(county: Workspace, tmp_path: Path) -> None:
    new = book(tmp_path / "2025年民政.xlsx", row("低保对象信息", CIVIL))
    gone = [one.entry for one in planned(county, new).summary.missing]
    done = import_sheet.drop_missing(county, gone, "")
    assert (len(done.deleted), done.withdrawn, done.kept) == (2, (), ())
    assert planned(county, new).summary.missing == ()
    assert county.query.count(EntryFilter()) == 3


def renamed(before: str, name: str, office: str) -> list[str]:
    return [name, *row(before, office)[1:]]


def test_a_renamed_entry_is_known_by_what_nobody_else_says(county: Workspace, tmp_path: Path) -> None:
    again = book(
        tmp_path / "2025年全县.xlsx",
        renamed("低保对象信息", "城乡低保对象信息", CIVIL), row("孤儿信息", CIVIL), row("救助站信息", CIVIL),
        row("特困人员信息", CIVIL), row("暂住人口信息", POLICE),
    )  # fmt: skip
    prepared = planned(county, again)
    lines = {line.name: (line.kind, line.renamed) for line in prepared.summary.lines}
    assert lines["城乡低保对象信息"] == ("changed", True)
    assert lines["救助站信息"] == ("new", False)
    assert prepared.summary.missing == ()
    assert prepared.document()["renamed"] == 1
    import_sheet.apply(county, prepared)
    assert "低保对象信息" not in names(county)
    assert county.query.count(EntryFilter()) == 6


def test_a_name_alone_or_another_office_renames_nothing(county: Workspace, tmp_path: Path) -> None:
    again = book(
        tmp_path / "2025年全县.xlsx",
        renamed("低保对象信息", "城乡低保对象信息", POLICE), row("孤儿信息", CIVIL), row("暂住人口信息", POLICE),
        row("特困人员名录", CIVIL), row("特困人员信息", CIVIL),
    )  # fmt: skip
    prepared = planned(county, again)
    assert [line.name for line in prepared.summary.lines if line.kind == "new"] == ["城乡低保对象信息", "特困人员名录"]
    assert [one.name for one in prepared.summary.missing] == ["低保对象信息"]


def test_the_entry_of_another_year_is_another_entry(ws: Workspace, tmp_path: Path) -> None:
    first = book(tmp_path / "一.xlsx", row("2024年低保发放信息", CIVIL), row("孤儿信息", CIVIL))
    import_sheet.apply(ws, planned(ws, first))
    second = book(
        tmp_path / "二.xlsx", renamed("2024年低保发放信息", "2025年低保发放信息", CIVIL), row("孤儿信息", CIVIL)
    )
    prepared = planned(ws, second)
    assert [(line.kind, line.renamed) for line in prepared.summary.lines] == [("new", False), ("same", False)]
    assert [one.name for one in prepared.summary.missing] == ["2024年低保发放信息"]
