"""Every failure that the code can raise has a title, a text and an advice in every language."""

import re
import string
from pathlib import Path

import pytest

from client import texts

RAISED = re.compile(
    r"\b(?:InputProblem|StoreProblem|PlatformProblem|Unreachable|NotLetIn|Refused|SettingsProblem|EpochChanged)"
    r"\(\s*\"([a-z0-9-]+\.[a-z0-9-]+)\""
)
CODE = re.compile(r"[a-z]+\.[a-z0-9-]+")


def raised(root: Path) -> set[str]:
    sources = (path.read_text(encoding="utf-8") for path in (root / "client").rglob("*.py"))
    return {code for source in sources for code in RAISED.findall(source)}


def test_the_search_finds_codes(root: Path) -> None:
    assert {"profile.unknown", "settings.value", "input.reader-died"} <= raised(root)


def test_every_code_has_texts(root: Path) -> None:
    assert raised(root) - set(texts.error_codes()) == set()


@pytest.mark.parametrize("code", texts.error_codes())
def test_the_texts_are_whole_and_name_the_same_things_in_both_languages(code: str) -> None:
    for part, text in texts._error_texts()[code].items():
        assert text.zh.strip(), f"{code}: {part} has no Chinese text"
        assert text.en.strip(), f"{code}: {part} has no English text"
        names = [
            {name for _, name, _, _ in string.Formatter().parse(one) if name is not None} for one in (text.zh, text.en)
        ]
        assert names[0] == names[1], f"{code}: {part} names {names[0]} in Chinese and {names[1]} in English"
