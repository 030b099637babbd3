"""The language people are spoken to in: gettext for window and command line, both languages for what data defines."""

import gettext
import locale
import os
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from client import errors, paths

LANGUAGES = ("zh_CN", "en")
_chosen = "zh_CN"
_aside: ContextVar[str] = ContextVar("language", default="")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages; `str()` gives the present language."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if language() == "en" else self.zh

    def fill(self, params: Mapping[str, object]) -> str:
        """The sentence with its `{names}` replaced; a missing name stays visible instead of failing."""
        return str(self).format_map(_Shown(params))


class _Shown(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


@dataclass(frozen=True, slots=True)
class Advice:
    """A failure as a person reads it: what happened, why, what to do."""

    title: str
    text: str
    advice: str


def text_of(table: Mapping[str, object]) -> Text:
    """A `{zh = ..., en = ...}` table of a data file as a `Text`. Raises `KeyError` or `TypeError` when it is none."""
    zh, en = table["zh"], table["en"]
    if not isinstance(zh, str) or not isinstance(en, str):
        raise TypeError("zh, en")
    return Text(zh, en)


def language() -> str:
    """The present language, one of `LANGUAGES`."""
    return _aside.get() or _chosen


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Another language for what is said inside, in this thread only (a manual in English from a Chinese window)."""
    token = _aside.set(name)
    try:
        yield
    finally:
        _aside.reset(token)


def use_language(name: str) -> None:
    """Sets the language for the whole process. Unknown names mean Chinese."""
    global _chosen  # noqa: PLW0603  (one process speaks one language; it changes at the next start)
    _chosen = name if name in LANGUAGES else "zh_CN"


def system_language() -> str:
    """Chinese unless the system clearly says otherwise; LANG=C or POSIX says nothing (model.md 13)."""
    name = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), "")
    if not name:
        name = locale.getlocale()[0] or ""
    plain = name.split(".")[0]
    return "zh_CN" if plain in ("", "C", "POSIX") or plain.lower().startswith(("zh", "chinese")) else "en"


def mark(message: str) -> str:
    """A string that stands in a table and is looked up later: the same string, seen by the translation tools."""
    return message


class Translator:
    """The strings of one door (`desktop` or `cli`), looked up at the moment they are shown."""

    def __init__(self, domain: str) -> None:
        self._domain = domain

    def __call__(self, message: str) -> str:
        return _catalogue(self._domain, language()).gettext(message)

    def plural(self, one: str, many: str, count: int) -> str:
        """`one` or `many` by `count`, in the present language."""
        return _catalogue(self._domain, language()).ngettext(one, many, count)


@cache
def _catalogue(domain: str, name: str) -> gettext.NullTranslations:
    return gettext.translation(domain, str(paths.resource("locale")), languages=[name], fallback=True)


def explain(problem: errors.ClientError) -> Advice:
    """The three texts of a failure in the present language."""
    table = _error_texts().get(problem.code) or _error_texts()["unknown"]
    params = {"code": problem.code, **problem.params}
    return Advice(
        table["title"].fill(params),
        table["text"].fill(params),
        table["advice"].fill(params),
    )


def error_codes() -> tuple[str, ...]:
    """Every code that has texts."""
    return tuple(_error_texts())


@cache
def _error_texts() -> Mapping[str, Mapping[str, Text]]:
    """`resources/errors/<area>.toml`: a table for each problem of the area, called `area.problem` in the code."""
    texts = {}
    for path in sorted(paths.resource("errors").glob("*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        for problem, table in raw.items():
            parts = {part: text_of(table[part]) for part in ("title", "text", "advice")}
            texts[path.stem if path.stem == problem else f"{path.stem}.{problem}"] = parts
    return texts
