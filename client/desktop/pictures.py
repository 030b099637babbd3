"""Pictures of every page without a screen: `python -m client.desktop.pictures FOLDER`.

Of the store in CATALOG_HOME (or `--store`); where there is none, of a practice store with the sample workbook. Used by the
rehearsal, the README and whoever wants to see what a change does to the window.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication

from client import paths, texts
from client.checks.handbook.topics import FIELD, Topic
from client.desktop import app as starting
from client.desktop import theme
from client.desktop.ask import FakeAsk
from client.desktop.changes import ChangeBoard
from client.desktop.jobs import Jobs
from client.desktop.pages.entries import EntriesPage
from client.desktop.pages.findings import DUPLICATES
from client.desktop.pages.home import HomePage
from client.desktop.pages.import_page import ImportPage
from client.desktop.pages.page import Target
from client.desktop.window import PAGES, Window
from client.settings import Settings
from client.store.query import EntryFilter
from client.workflows import check_entries, desk, import_sheet
from client.workflows.workspace import Workspace

SAMPLES = "samples"
LIMIT_MS = 60_000
SIZES = (QSize(1366, 768), QSize(1093, 614), QSize(1920, 1080))


class Studio:
    """A window on a store, of which pictures are taken."""

    def __init__(self, application: QApplication, workspace: Workspace, size: QSize) -> None:
        self.application = application
        self.window = Window(workspace, Jobs(), FakeAsk(), ChangeBoard(), PAGES)
        self.window.resize(size)
        self.window.show()
        self.settle()

    def settle(self) -> None:
        """Waits until every page is there and no job is under way."""
        loop = QEventLoop()
        look = QTimer()
        look.setInterval(20)
        look.timeout.connect(lambda: loop.quit() if self._quiet() else None)
        limit = QTimer()
        limit.setSingleShot(True)
        limit.timeout.connect(loop.quit)
        limit.start(LIMIT_MS)
        look.start()
        loop.exec()
        self.application.processEvents()

    def go(self, target: Target) -> None:
        """Brings a page to the front and waits for it."""
        self.window.go(target)
        self.settle()

    def take(self, file: Path) -> None:
        """Writes what the window looks like."""
        self.settle()
        self.window.toast.hide()
        self.window.grab().save(str(file))

    def close(self) -> None:
        """Closes the window."""
        self.window.close()
        self.window.deleteLater()
        self.application.processEvents()

    def _quiet(self) -> bool:
        return not self.window.jobs.running and len(self.window.pages) == len(PAGES)


def main(arguments: Sequence[str]) -> int:
    """Takes the pictures; 0 when they lie in the folder."""
    parser = argparse.ArgumentParser(prog="client.desktop.pictures", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--store", type=Path, help="a work.db; default: that of CATALOG_HOME, else the sample")
    parser.add_argument("--sample", action="store_true", help="the sample workbook, whatever store there is")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--lang", choices=texts.LANGUAGES, default="zh_CN")
    parser.add_argument("--all", action="store_true", help="light and dark, at every size the client must fit")
    parser.add_argument("--only", default="", help="only pictures whose name begins like this")
    chosen = parser.parse_args(arguments)
    width, height = (int(part) for part in chosen.size.split("x"))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="catalog-pictures-", ignore_cleanup_errors=True) as held:
        settings = Settings(Path(held) / "settings.json")
        settings.set("language", chosen.lang)
        settings.set("theme", chosen.theme)
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            application = starting.make_application(["pictures"], settings)
        store = None if chosen.sample else chosen.store or paths.default_store()
        with _workspaces(store, Path(held), settings) as (full, blank):
            variants = [(chosen.theme, QSize(width, height))]
            if chosen.all:
                variants = [(one, size) for one in ("light", "dark") for size in SIZES]
            for one, size in variants:
                theme.apply(application, one)
                suffix = f"-{one}-{size.width()}" if chosen.all else ""
                for name, take in PICTURES.items():
                    if name.startswith(chosen.only):
                        take(
                            application,
                            blank if name in OF_BLANK else full,
                            size,
                            chosen.folder / f"{name}{suffix}.png",
                        )
    return 0


def picture_home(application: QApplication, workspace: Workspace, size: QSize, file: Path) -> None:
    """首页."""
    with _studio(application, workspace, size) as studio:
        studio.go(Target(HomePage.name))
        studio.take(file)


def picture_list(application: QApplication, workspace: Workspace, size: QSize, file: Path) -> None:
    """目录条目 with some entries ticked."""
    with _studio(application, workspace, size) as studio:
        studio.go(Target(EntriesPage.name))
        page = studio.window.pages[EntriesPage.name]
        if isinstance(page, EntriesPage) and page.list.model.rowCount() > 4:
            page.list.table.put_cursor(2)
            for row in (1, 2, 4):
                page.list.model.toggle(row)
        studio.take(file)


def picture_filtered(application: QApplication, workspace: Workspace, size: QSize, file: Path) -> None:
    """目录条目, narrowed to faulty ones."""
    with _studio(application, workspace, size) as studio:
        studio.go(Target(EntriesPage.name, filter=EntryFilter(severity="error")))
        studio.take(file)


def picture_entry(tab: int) -> Callable[[QApplication, Workspace, QSize, Path], None]:
    """One side of an open entry, of one that was returned or has faults where there is one."""

    def take(application: QApplication, workspace: Workspace, size: QSize, file: Path) -> None:
        found = _telling(workspace)
        if not found:
            return
        with _studio(application, workspace, size) as studio:
            studio.go(Target(EntriesPage.name, entry=found))
            page = studio.window.pages[EntriesPage.name]
            if isinstance(page, EntriesPage):
                page.editor.sheet.tabs.setCurrentIndex(tab)
                if tab == page.editor.sheet.FORM:
                    page.editor.go_to("", _faulty_field(workspace, found))
            studio.take(file)

    return take


def picture_plan(application: QApplication, workspace: Workspace, size: QSize, file: Path) -> None:
    """导入 with the plan of the sample."""
    sample = next(iter(sorted(paths.resource(SAMPLES).glob("*.xlsx"))), None)
    if sample is None:
        return
    with _studio(application, workspace, size) as studio:
        studio.go(Target(ImportPage.name, file=str(sample)))
        studio.take(file)
        page = studio.window.pages[ImportPage.name]
        if isinstance(page, ImportPage):
            page.turn_away()
        studio.settle()


def picture_page(name: str, side: str = "") -> Callable[[QApplication, Workspace, QSize, Path], None]:
    """A page as it stands, or one side of it."""

    def take(application: QApplication, workspace: Workspace, size: QSize, file: Path) -> None:
        with _studio(application, workspace, size) as studio:
            studio.go(Target(name, filter=side or None))
            studio.take(file)

    return take


def picture_help(application: QApplication, workspace: Workspace, size: QSize, file: Path) -> None:
    """帮助, come to from a field."""
    with _studio(application, workspace, size) as studio:
        studio.go(Target("help", filter=Topic(FIELD, "sharing", workspace.profile.id), file="entries"))
        studio.take(file)


def picture_first_start(application: QApplication, workspace: Workspace, size: QSize, file: Path) -> None:
    """The first question, and its form half filled in."""
    with _studio(application, workspace, size) as studio:
        studio.take(file)
        page = studio.window.pages[HomePage.name]
        if isinstance(page, HomePage):
            page.first_start.fill_in()
            page.first_start.form.name.setText("临江县柳林镇人民政府")
            page.first_start.form.code.setText("1143062400")
        studio.take(file.with_stem(file.stem.replace("first-start", "first-start-form")))


Take = Callable[[QApplication, Workspace, QSize, Path], None]
PICTURES: dict[str, Take] = {
    "home": picture_home,
    "entries": picture_list,
    "entries-filtered": picture_filtered,
    "entry": picture_entry(0),
    "entry-items": picture_entry(1),
    "entry-findings": picture_entry(2),
    "entry-history": picture_entry(3),
    "entry-reports": picture_entry(4),
    "import": picture_page("import"),
    "import-plan": picture_plan,
    "findings": picture_page("findings"),
    "sync": picture_page("sync"),
    "duplicates": picture_page("findings", DUPLICATES),
    "standards": picture_page("standards"),
    "packs": picture_page("standards", "packs"),
    "holidays": picture_page("standards", "holidays"),
    "past": picture_page("past"),
    "help": picture_help,
    "settings": picture_page("settings"),
    "first-start": picture_first_start,
    "blank-entries": picture_page("entries"),
    "blank-findings": picture_page("findings"),
    "blank-sync": picture_page("sync"),
}
OF_BLANK = frozenset(name for name in PICTURES if name.startswith(("first", "blank")))


@contextmanager
def _studio(application: QApplication, workspace: Workspace, size: QSize) -> Iterator[Studio]:
    studio = Studio(application, workspace, size)
    try:
        yield studio
    finally:
        studio.close()


@contextmanager
def _workspaces(store: Path | None, held: Path, settings: Settings) -> Iterator[tuple[Workspace, Workspace]]:
    """(the store with entries, a blank one)."""
    blank = Workspace.open(held / "blank" / "work.db", settings=settings)
    if store is not None and store.exists():
        full = Workspace.open(store, settings=settings)
    else:
        full = Workspace.open(held / "sample" / "work.db", settings=settings)
        _fill(full)
    try:
        yield full, blank
    finally:
        full.close()
        blank.close()


def _fill(workspace: Workspace) -> None:
    """A practice office that has imported the sample."""
    desk.set_office(workspace, "练习单位", desk.PRACTICE_CODE, "练习省 练习市 练习县")
    desk.add_person(workspace, "王晓梅")
    for sample in sorted(paths.resource(SAMPLES).glob("*.xlsx"))[:1]:
        import_sheet.apply(workspace, import_sheet.prepare(workspace, sample))
    check_entries.check(workspace)


def _faulty_field(workspace: Workspace, entry_id: str) -> str:
    """A field of the entry itself with something to say, else its name."""
    found = [one for one in workspace.query.findings(entry_id) if one.field and not one.item]
    return next((one.field for one in sorted(found, key=lambda one: not one.blocks)), "name")


def _telling(workspace: Workspace) -> str:
    """The entry that shows most: returned, in conflict, faulty, or just any."""
    for wanted in (
        EntryFilter(returned=True),
        EntryFilter(conflict=True),
        EntryFilter(severity="error"),
        EntryFilter(severity="warning"),
        EntryFilter(),
    ):
        found = workspace.query.ids(wanted, "errors", True, 0, 20)
        if found:
            # One with something at a field of the form says more than one whose faults all lie in the items.
            return next((one for one in found if _faulty_field(workspace, one) != "name"), found[0])
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
