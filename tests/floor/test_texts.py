"""Language: Chinese unless said otherwise, and a failure always has words."""

from collections.abc import Iterator

import pytest

from client import texts
from client.errors import InputProblem
from client.texts import Text


@pytest.fixture(autouse=True)
def chinese_again() -> Iterator[None]:
    yield
    texts.use_language("zh_CN")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("C", "zh_CN"),
        ("C.UTF-8", "zh_CN"),
        ("POSIX", "zh_CN"),
        ("zh_CN.UTF-8", "zh_CN"),
        ("zh_HK", "zh_CN"),
        ("en_US.UTF-8", "en"),
        ("de_DE", "en"),
    ],
)
def test_the_system_says_the_language(monkeypatch: pytest.MonkeyPatch, lang: str, expected: str) -> None:
    monkeypatch.setenv("LC_ALL", lang)
    assert texts.system_language() == expected


def test_a_text_follows_the_language() -> None:
    text = Text("名称", "Name")
    assert str(text) == "名称"
    texts.use_language("en")
    assert str(text) == "Name"


def test_a_name_that_nobody_gave_stays_visible() -> None:
    assert Text("还有{count}条，{why}", "").fill({"count": 3}) == "还有3条，{why}"


def test_braces_in_a_value_are_not_read_as_names() -> None:
    assert Text("“{name}”", "").fill({"name": "{why}"}) == "“{why}”"


def test_a_code_without_texts_is_still_explained() -> None:
    assert "nobody.wrote-this" in texts.explain(InputProblem("nobody.wrote-this")).text


def test_an_unknown_language_means_chinese() -> None:
    texts.use_language("tlh")
    assert texts.language() == "zh_CN"
