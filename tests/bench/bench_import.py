"""Importing a large workbook beside what its reader alone needs: `nice .venv/bin/python tests/bench/bench_import.py`.

Three files of 100,000 x 25: all cells filled (the cells of an entry repeated on all its rows), an entry's cells on its
first row only, and every row an entry of its own. Then three that must cost next to nothing. Each measurement runs in a
process of its own, so that peaks are its own; CPU seconds stand beside the wall clock, because a busy machine stretches
the latter. `--frictionless FOLDER` names a folder it was installed into (`pip install --target FOLDER
"frictionless[excel]"`); `--profile` prints where the time of the whole import goes.
"""

import argparse
import cProfile
import json
import os
import pstats
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from client.errors import InputProblem  # noqa: E402

if TYPE_CHECKING:
    from client.workflows.importing.planning import Job, Summary

ROWS, ITEMS = 100_000, 7
HEAD = [
    "序号", "目录名称", "目录代码", "提供单位", "提供单位内设机构", "提供单位代码", "目录摘要", "数据格式分类", "数据格式", "更新频率", "数据分类分级",
    "共享属性", "共享范围", "使用用途", "共享方式", "使用条件", "开放属性", "数据区域范围", "所属领域", "联系人", "联系电话",
    "数据项名称", "英文名称", "数据类型", "数据长度",
]  # fmt: skip
_PLACES = [
    "清河",
    "临江",
    "东湖",
    "西岭",
    "安宁",
    "长乐",
    "永丰",
    "金沙",
    "玉泉",
    "龙门",
    "凤台",
    "云溪",
    "石桥",
    "白塔",
    "新华",
]
_THINGS = [
    "低保对象",
    "特困人员",
    "残疾人",
    "企业登记",
    "排污许可",
    "不动产登记",
    "教师资格",
    "医师执业",
    "道路运输",
    "农机补贴",
    "公租房",
    "殡葬服务",
]
_KINDS = ["基本信息", "登记信息", "变更信息", "注销信息", "统计信息", "公示信息", "许可信息"]
_FIELDS = ["姓名", "联系电话", "登记日期", "证书编号", "办理机关", "有效期至", "地址", "金额", "数量", "备注"]
_CYCLES = ["每日", "每月", "每季度", "每年", "实时"]


SHAPES = {
    "filled": "all cells filled, seven rows an entry",
    "first": "entry cells on the first of seven rows only",
    "own": "every row an entry of its own",
}


def rows(shape: str) -> Iterator[list[str]]:
    """100,000 rows of 25 cells: 14,286 entries of seven items, or as many entries as rows with one item each."""
    items = 1 if shape == "own" else ITEMS
    for number in range(ROWS):
        entry, place = divmod(number, items)
        name = f"{_PLACES[entry % 15]}{_THINGS[entry % 12]}{_KINDS[entry % 7]}第{entry}批"
        own = [
            str(entry + 1), name, "", f"{_PLACES[entry % 15]}县第{entry % 300}局", "社会救助科", "11110110000093470L" if entry % 300 == 0 else "",
            f"{name}的办理对象、办理日期、办理结果等内容，按{_CYCLES[entry % 5]}更新。", "电子表格", "xlsx", _CYCLES[entry % 5], "一般数据",
            "无条件共享", "全部政务部门", "行政审批", "文件方式", "行政依据、工作参考", "不予开放", "清河县", "社会救助",
            "李雪", "0319-8123456",
        ]  # fmt: skip
        column = f"{_FIELDS[(number * 7) % 10]}{number % 1000}" if items > 1 else _FIELDS[number % 10]
        item = [column, f"f_{number % 5000}", "字符型", str(10 + number % 90)]
        yield [*(own if place == 0 or shape == "filled" else [""] * len(own)), *item]


def write(path: Path, table: Iterable[Sequence[str]], styled: str = "") -> None:
    """The workbook with shared strings, as Excel writes it; openpyxl would need minutes. `styled`: a cell without
    content, but with a style."""
    strings: dict[str, int] = {}
    letters = [chr(65 + number) for number in range(25)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            for number, cells in enumerate(table, 1):
                parts = [
                    f'<c r="{letter}{number}" t="s"><v>{strings.setdefault(cell, len(strings))}</v></c>'
                    for letter, cell in zip(letters, cells, strict=True)
                    if cell
                ]
                sheet.write(f'<row r="{number}">{"".join(parts)}</row>'.encode())
            if styled:
                sheet.write(f'<row r="{styled[1:]}"><c r="{styled}" s="0"/></row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        package.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_NS}main">{texts}</sst>')
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _relations("officeDocument", "xl/workbook.xml"))
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_NS}main" xmlns:r="{_REL}"><sheets><sheet name="目录" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            _relations("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml"),
        )


_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_MIME}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_MIME}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_MIME}.sharedStrings+xml"/></Types>'
)


def _relations(*pairs: str) -> str:
    links = "".join(
        f'<Relationship Id="r{number + 1}" Type="{_REL}/{pairs[2 * number]}" Target="{pairs[2 * number + 1]}"/>'
        for number in range(len(pairs) // 2)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )


def calamine(file: Path, _folder: Path) -> str:
    """Every cell, nothing else."""
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0)
    return f"{sum(1 for _ in sheet.iter_rows())} rows"


def openpyxl(file: Path, _folder: Path) -> str:
    """The same with openpyxl in its fastest way."""
    from openpyxl import load_workbook

    return f"{sum(1 for _ in load_workbook(file, read_only=True).worksheets[0].iter_rows(values_only=True))} rows"


def frictionless(file: Path, _folder: Path) -> str:
    """Its own validation, which knows nothing of catalogs. Raises `ImportError` where it is not installed."""
    from frictionless import Resource  # type: ignore[import-not-found,unused-ignore]

    # It calls every absolute path unsafe, and every file with one invalid.
    report = Resource(path=file.name, basepath=str(file.parent)).validate()
    return f"valid: {report.valid}, {report.stats['errors']} errors"


def ours(file: Path, folder: Path) -> str:
    """All of an import but the taking over, as the product does it: read, understood, compared, checked with every
    rule, the plan on disk; in a worker with a second process beside it."""
    from client.workflows.importing.planning import check_along, plan_file
    from client.workflows.worker import run_in_worker

    died = InputProblem("input.reader-died", file=file.name)
    return _told(file, folder, lambda job: run_in_worker(plan_file, job, died=died, second=check_along))


def one_process(file: Path, folder: Path) -> str:
    """The same on one core."""
    from client.workflows.importing.planning import plan_file

    return _told(file, folder, plan_file)


def entry_by_entry(file: Path, folder: Path) -> str:
    """On one core and without the rules that compare entries with one another."""
    from client.checks.rule import Alone
    from client.workflows.importing import planning

    vars(planning)["Together"] = lambda *_: Alone()
    return one_process(file, folder)


def _told(file: Path, folder: Path, plan: "Callable[[Job], Summary]") -> str:
    """`folder` holds an empty store."""
    from client.workflows.importing.planning import Job

    try:
        summary = plan(Job(folder / "work.db", file, folder / "plan.jsonl", "", date(2026, 11, 23), "decree-809"))
    except InputProblem as problem:
        return problem.code
    found = sum(one.count for one in summary.faults)
    return f"{len(summary.lines)} entries, {summary.items} items, {found} findings"


OURS = "our import"
READERS: dict[str, Callable[[Path, Path], str]] = {
    "calamine alone": calamine,
    OURS: ours,
    "the same on one core": one_process,
    "on one core, rules for single entries": entry_by_entry,
    "openpyxl alone": openpyxl,
    "frictionless": frictionless,
}


def make(shape: str, path: Path) -> None:
    """Writes one of the files; in a process of its own, whose memory is not counted."""
    if shape in SHAPES:
        write(path, [HEAD, *rows(shape)])
    elif shape == "ghost":
        write(path, [HEAD, *islice(rows("own"), 500)], styled="A1048576")
    elif shape == "wide":
        line = [f"字段{number}" for number in range(16_378 - len(HEAD))]
        lines = [",".join([*row, *line]) for row in (HEAD, *islice(rows("own"), 20))]
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        write(path, [HEAD, *islice(rows("own"), 500)])
        with (
            zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package,
            package.open("xl/worksheets/sheet2.xml", "w") as sheet,
        ):
            for _ in range(600):
                sheet.write(b" " * (1 << 20))


CHEAP = {
    "ghost.xlsx": "one styled cell in row 1,048,576",
    "wide.csv": "16,378 columns",
    "bomb.xlsx": "a zip bomb of 600 MiB",
}


def measured(name: str, file: Path) -> None:
    """In a process of its own: the figures as JSON on standard output. The peak is that of all its processes together."""
    # The product has its modules loaded and its store open when a file comes.
    import client.workflows.worker  # noqa: F401
    from client.store.database import Database

    with tempfile.TemporaryDirectory() as folder:
        Database.open(Path(folder) / "work.db").close()
        begin, cpu = time.perf_counter(), _cpu()
        told = READERS[name](file, Path(folder))
        wall, spent = time.perf_counter() - begin, _cpu() - cpu
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
        if resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss:
            # A second time: whoever looks at the memory of another process holds it up.
            peak = Peak()
            peak.start()
            READERS[name](file, Path(folder))
            held = peak.ended()
    sys.stdout.write(json.dumps({"wall": wall, "cpu": spent, "peak": held >> 20, "told": told}))


def _cpu() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


class Peak(Thread):
    """The most memory that this process and its children held at one time, looked at twenty times a second (Linux).

    What they share (the libraries) is counted once.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._most, self._over = 0, Event()

    def run(self) -> None:
        """Looks until it is over."""
        while not self._over.wait(0.05):
            children = Path("/proc/self/task", str(os.getpid()), "children").read_text(encoding="utf-8").split()
            held = 0
            for process in ("self", *children):
                with suppress(OSError):
                    held += int(_PSS.findall(Path("/proc", process, "smaps_rollup").read_text(encoding="utf-8"))[0])
            self._most = max(self._most, held << 10)

    def ended(self) -> int:
        """Stops, and gives the bytes."""
        self._over.set()
        self.join()
        return self._most


def main() -> None:
    """Prints a table for each of the three workbooks, and one for the cheap ones."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--one", nargs=2, metavar=("READER", "FILE"))
    parser.add_argument("--make", nargs=2, metavar=("SHAPE", "FILE"))
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--frictionless", type=Path)
    parser.add_argument("--shapes", nargs="*", choices=SHAPES, default=list(SHAPES))
    arguments = parser.parse_args()
    if arguments.one:
        if arguments.frictionless:
            sys.path.insert(0, str(arguments.frictionless))
        measured(arguments.one[0], Path(arguments.one[1]))
        return
    if arguments.make:
        make(arguments.make[0], Path(arguments.make[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for shape in arguments.shapes:
            file = _made(shape, Path(folder) / f"{shape}.xlsx")
            print(f"\n{ROWS:,} rows x {len(HEAD)}, {SHAPES[shape]}, {file.stat().st_size >> 20} MB")
            if arguments.profile:
                profile = cProfile.Profile()
                profile.runcall(one_process, file, Path(folder))
                pstats.Stats(profile).sort_stats("tottime").print_stats(45)
            else:
                _table(file, arguments.frictionless)
        print("\n| file | wall s | CPU s | peak MiB | |\n|---|---|---|---|---|")
        for name, about in () if arguments.profile else CHEAP.items():
            one = _run(OURS, _made(name.partition(".")[0], Path(folder) / name), None)
            print(f"| {about} | {one['wall']:.1f} | {one['cpu']:.1f} | {one['peak']} | {one['told']} |")


def _made(shape: str, path: Path) -> Path:
    subprocess.run([sys.executable, __file__, "--make", shape, path], check=True)
    return path


def _run(name: str, file: Path, extra: Path | None) -> dict[str, Any]:
    more = ["--frictionless", str(extra)] if extra and name == "frictionless" else []
    ran = subprocess.run(
        [sys.executable, __file__, "--one", name, file, *more], capture_output=True, text=True, check=False
    )
    one: dict[str, Any] = json.loads(ran.stdout) if ran.returncode == 0 else {}
    return one


def _table(file: Path, extra: Path | None) -> None:
    print("| reader | wall s | CPU s | times calamine | peak MiB | |\n|---|---|---|---|---|---|")
    base = 0.0
    for name in READERS:
        one = _run(name, file, extra)
        if not one:
            print(f"| {name} | not installed or failed | | | | |")
            continue
        base = base or one["wall"]
        times = one["wall"] / base
        print(f"| {name} | {one['wall']:.1f} | {one['cpu']:.1f} | {times:.1f} | {one['peak']} | {one['told']} |")


if __name__ == "__main__":
    main()
