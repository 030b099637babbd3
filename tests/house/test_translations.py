"""Every text of the window and the command line has its Chinese, and what says so can say no."""

import ast
import gettext
from pathlib import Path

import pytest

import translations

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = """
_("Save")
_.plural("{n} entry", "{n} entries", 2)
"""
HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)
PLURAL = 'msgid "{n} entry"\nmsgid_plural "{n} entries"\nmsgstr[0] "{n} 个目录条目"\n\n'


def test_no_text_hides_in_an_f_string() -> None:
    """The extractor of Python 3.11 does not look into f-strings, so such a text would never be translated."""
    for path in [*(ROOT / "client" / "cli").rglob("*.py"), *(ROOT / "client" / "desktop").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            inside = ast.walk(node) if isinstance(node, ast.JoinedStr) else ()
            calls = [one for one in inside if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)]
            assert not [one for one in calls if getattr(one.func, "id", "") == "_"], f"{path}:{node.lineno}"  # type: ignore[attr-defined]


def test_every_text_is_translated() -> None:
    assert list(translations.find_faults(ROOT)) == []


@pytest.mark.parametrize(
    ("po", "fault"),
    [
        (PLURAL, "missing"),
        (PLURAL + 'msgid "Save"\nmsgstr ""\n', "not translated"),
        (PLURAL + '#, fuzzy\nmsgid "Save"\nmsgstr "保存"\n', "marked fuzzy"),
    ],
)
def test_an_unfinished_text_is_seen(tmp_path: Path, po: str, fault: str) -> None:
    _write(tmp_path, po)
    assert [line for line in translations.find_faults(tmp_path) if fault in line and "'Save'" in line]


def test_a_finished_text_is_fine_and_reaches_the_reader(tmp_path: Path) -> None:
    _write(tmp_path, PLURAL + 'msgid "Save"\nmsgstr "保存"\n')
    assert list(translations.find_faults(tmp_path)) == []
    locale = tmp_path / "resources" / "locale"
    translations.compile_all(locale)
    texts = gettext.translation("cli", str(locale), ["zh_CN"])
    assert texts.gettext("Save") == "保存"
    assert texts.ngettext("{n} entry", "{n} entries", 2) == "{n} 个目录条目"


def test_a_missing_file_is_seen(tmp_path: Path) -> None:
    _write(tmp_path, "").unlink()
    assert len(list(translations.find_faults(tmp_path))) == 1


def test_a_text_that_is_only_marked_counts(tmp_path: Path) -> None:
    _write(tmp_path, PLURAL + 'msgid "Save"\nmsgstr "保存"\n')
    (tmp_path / "client" / "cli" / "stages.py").write_text('STAGE = mark("Reading")\n', encoding="utf-8")
    assert [line for line in translations.find_faults(tmp_path) if "'Reading'" in line]


def test_update_keeps_what_is_translated_and_drops_what_is_gone(tmp_path: Path) -> None:
    po_file = _write(tmp_path, 'msgid "Save"\nmsgstr "保存"\n\nmsgid "Gone"\nmsgstr "没了"\n')
    translations.update(translations.extract(tmp_path, "cli"), po_file)
    text = po_file.read_text(encoding="utf-8")
    assert "保存" in text
    assert "{n} entries" in text
    assert "Gone" not in text


def _write(folder: Path, po: str) -> Path:
    for door in translations.DOMAINS.values():
        (folder / door).mkdir(parents=True)
    (folder / "client" / "cli" / "door.py").write_text(CODE, encoding="utf-8")
    po_file = folder / "resources" / "locale" / "zh_CN" / "LC_MESSAGES" / "cli.po"
    po_file.parent.mkdir(parents=True)
    po_file.write_text(HEADER + po, encoding="utf-8")
    return po_file
