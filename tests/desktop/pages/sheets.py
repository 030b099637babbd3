"""Workbooks and watched pages for the tests of pages."""

from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from pytestqt.qtbot import QtBot

from client.desktop.pages.page import Notice, Page, Target
from client.workflows.outcome import EVERYTHING

HEAD = ("目录名称", "提供单位", "摘要", "更新频率", "共享属性", "数据项名称", "数据类型", "领导批示")
ROWS = (
    ("低保对象信息", "临江县民政局", "全县低保对象的基本情况和保障金额。", "每月", "无条件共享", "姓名", "字符型", ""),
    ("", "", "", "", "", "保障金额", "数值型", ""),
    (
        "特困人员信息",
        "临江县民政局",
        "全县特困人员的基本情况和供养方式。",
        "每年",
        "有条件共享",
        "供养方式",
        "字符型",
        "",
    ),
    ("孤儿信息", "临江县民政局", "", "每年", "不予共享", "监护人", "字符型", "已阅"),
)


def workbook(folder: Path, rows: tuple[tuple[str, ...], ...] = ROWS, name: str = "目录.xlsx") -> Path:
    """A workbook with a title over its header and one column nobody knows."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["临江县政务数据目录"])
    for row in (HEAD, *rows):
        page.append(row)
    book.save(folder / name)
    return folder / name


@dataclass
class Heard:
    """What a page has asked for, said and counted."""

    targets: list[Target] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)


def shown(qtbot: QtBot, page: Page) -> Heard:
    """Shows a page as the window does; its signals are kept."""
    heard = Heard()
    page.requested.connect(heard.targets.append)
    page.noticed.connect(heard.notices.append)
    page.counted.connect(heard.counts.append)
    qtbot.addWidget(page)
    page.resize(1166, 708)
    page.refresh(EVERYTHING)
    page.show()
    return heard


def settled(qtbot: QtBot, page: Page) -> None:
    """Waits until nothing is being done for the page."""
    qtbot.waitUntil(lambda: not page.jobs.running, timeout=30_000)
