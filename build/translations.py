"""The Chinese texts of the window and the command line, from the code to the .mo files and back.

    python build/translations.py extract   resources/locale/*.pot from the code (not committed)
    python build/translations.py update    merge what is new into the .po files
    python build/translations.py compile   .mo files from the .po files (not committed)
    python build/translations.py check     fail when a text of the code has no finished translation

The code speaks English: `_("...")`, `_.plural("one", "many", count)`, and `mark("...")` for what is translated later. Babel
is needed (`.venv` has it).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
LANGUAGE = "zh_CN"
# A domain is the strings of one door; its folder of code.
DOMAINS = {"cli": "client/cli", "desktop": "client/desktop"}
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "mark": None, "plural": (1, 2), "ngettext": (1, 2)}


def main(arguments: list[str]) -> int:
    """Do one of the four acts; 1 when `check` found something."""
    parser = argparse.ArgumentParser(prog="build/translations.py", description="The Chinese texts: code, .po, .mo.")
    parser.add_argument("act", choices=("extract", "update", "compile", "check"))
    act = parser.parse_args(arguments).act
    if act == "check":
        faults = list(find_faults(ROOT))
        for fault in faults:
            print(fault)
        return 1 if faults else 0
    if act == "compile":
        compile_all(LOCALE)
        return 0
    for domain in DOMAINS:
        template = extract(ROOT, domain)
        if act == "extract":
            with (LOCALE / f"{domain}.pot").open("wb") as file:
                write_po(file, template, width=120)
        else:
            update(template, _po_file(ROOT, domain))
    return 0


def extract(root: Path, domain: str) -> Catalog:
    """Every text of the domain's code, with the places it is used in."""
    catalog = Catalog(project="catalog-client", charset="utf-8")
    folder = root / DOMAINS[domain]
    found = extract_from_dir(
        folder, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    )
    for name, line, message, comments, context in found:
        place = (folder / name).relative_to(root).as_posix()
        catalog.add(message, None, [(place, line)], auto_comments=comments, context=context)
    return catalog


def update(template: Catalog, po_file: Path) -> None:
    """Bring the .po file up to the code: new texts arrive empty, texts that are gone leave. Nothing is guessed."""
    catalog = _read(po_file) if po_file.exists() else Catalog(locale=LANGUAGE, charset="utf-8")
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    po_file.parent.mkdir(parents=True, exist_ok=True)
    with po_file.open("wb") as file:
        # Without places and dates, two people who add a text each do not meet in every line.
        write_po(file, catalog, width=120, no_location=True, omit_header=False, sort_output=True, ignore_obsolete=True)


def compile_all(locale: Path) -> None:
    """A .mo file beside every .po file."""
    for po_file in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        unfinished = po_file.with_suffix(f".{os.getpid()}.new")
        with unfinished.open("wb") as file:
            write_mo(file, _read(po_file))
        # Replaced in one step: a client that is just starting reads the old file or the new one, never half of one.
        unfinished.replace(po_file.with_suffix(".mo"))


def find_faults(root: Path) -> Iterator[str]:
    """One line for each text of the code that is missing, unfinished or doubtful in its .po file."""
    for domain in DOMAINS:
        po_file = _po_file(root, domain)
        texts = [message for message in extract(root, domain) if message.id]
        if not po_file.exists():
            if texts:
                yield f"{po_file.relative_to(root)}: missing, {len(texts)} texts wait for it"
            continue
        known = _read(po_file)
        for message in texts:
            fault = _fault_of(known.get(message.id, message.context))
            if fault:
                place, line = message.locations[0]
                yield f"{place}:{line}: {fault} in {po_file.relative_to(root)}: {message.id!r}"


def _fault_of(message: Message | None) -> str:
    if message is None:
        return "missing"
    if message.fuzzy:
        return "marked fuzzy"
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return "" if all(strings) else "not translated"


def _po_file(root: Path, domain: str) -> Path:
    return root / "resources" / "locale" / LANGUAGE / "LC_MESSAGES" / f"{domain}.po"


def _read(po_file: Path) -> Catalog:
    with po_file.open("rb") as file:
        return read_po(file, locale=LANGUAGE, abort_invalid=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
