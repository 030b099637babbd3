"""The rules as a book: every rule with what, why, basis, examples and fix, by area, in the present language.

The one source of the manual (build/manual.py), of `catalog rules` and of the help of the window.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from client.catalog.profile import Profile
from client.checks import outside, run
from client.checks.rule import Rule, Severity
from client.texts import Text

AREAS: Mapping[str, Text] = {
    "field": Text("由编目规范得出的检查", "What the standard itself asks for"),
    "name": Text("名称", "Names"),
    "code": Text("代码", "Codes"),
    "provider": Text("提供单位", "Providers"),
    "summary": Text("摘要", "Summaries"),
    "format": Text("数据格式", "Formats"),
    "item": Text("数据项", "Items"),
    "sharing": Text("共享", "Sharing"),
    "opening": Text("开放", "Opening"),
    "cycle": Text("更新", "Updates"),
    "date": Text("日期", "Dates"),
    "volume": Text("数据量", "Amounts"),
    "level": Text("分类分级", "Levels"),
    "secrecy": Text("保密", "Secrecy"),
    "personal": Text("个人信息", "Personal information"),
    "source": Text("来源事项", "Service items"),
    "review": Text("审核意见", "Reviews"),
    "submit": Text("报送", "Reporting"),
}
SEVERITIES: Mapping[Severity, Text] = {
    Severity.ERROR: Text("必须改", "must mend"),
    Severity.WARNING: Text("可说明", "may explain"),
    Severity.INFO: Text("提示", "note"),
}
MEANINGS: Mapping[Severity, Text] = {
    Severity.ERROR: Text("不改不能报送。", "Not mended, the entry cannot be reported."),
    Severity.WARNING: Text(
        "改好，或者写一句情况说明；说明会随条目报上去，审核人先看到它。",
        "Mend it, or explain in a sentence that travels with the entry and that the reviewer sees first.",
    ),
    Severity.INFO: Text("只作提醒，不影响报送。", "Only a hint; it stops nothing."),
}
SAFE = Text("（可一次全部改好）", " (may be done everywhere at once)")
_TITLE = Text("检查规则手册", "The rules, one by one")
_HOLES = {
    "label": Text("该字段", "the field"),
    "item_word": Text("数据项", "data item"),
    "value": Text("所填的值", "the value"),
    "profile": Text("所用的编目规范", "the standard in use"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One rule as a person reads it: `title` names it, `what` is its sentence with places left open.

    `fix` is blank without one; `safe`: it may be mended in bulk unasked.
    """

    code: str
    area: str
    severity: Severity
    title: str
    what: str
    why: str
    basis: str
    good: str
    bad: str
    fix: str
    safe: bool
    elsewhere: bool


def pages(profile: Profile) -> list[Page]:
    """Every rule that can speak about entries of a standard, by area in the order of the form."""
    areas = list(AREAS)
    rules = run.all_rules(profile).values()
    made = [page_of(rule, profile) for rule in rules]
    return sorted(made, key=lambda page: areas.index(page.area) if page.area in areas else len(areas))


def page(code: str, profile: Profile) -> Page | None:
    """One rule, None when there is none of this code."""
    rule = run.all_rules(profile).get(code)
    return page_of(rule, profile) if rule else None


def markdown(profile: Profile) -> str:
    """The whole manual."""
    return "\n".join(_lines(profile)) + "\n"


def page_of(rule: Rule, profile: Profile) -> Page:
    """A rule as it speaks about entries of a standard."""
    area = rule.code.partition(".")[0]
    words = _Named(profile)
    return Page(
        code=rule.code,
        area="review" if area == "reviewer" else area,
        severity=rule.severity,
        title=(str(rule.title) or str(rule.what)).format_map(words).rstrip("。."),
        what=str(rule.what).format_map(words),
        why=str(rule.why).format_map(words),
        basis=str(rule.basis),
        good=str(rule.good).format_map(words),
        bad=str(rule.bad).format_map(words),
        fix=str(rule.fix.label).format_map(words) if rule.fix else "",
        safe=bool(rule.fix and rule.fix.safe),
        elsewhere=rule.code in outside.CODES,
    )


class _Named(dict[str, str]):
    """What stands in a sentence in the place of a value nobody has typed."""

    def __init__(self, profile: Profile) -> None:
        super().__init__({name: str(text) for name, text in _HOLES.items()})
        self["item_word"] = str(profile.item_word)
        self["profile"] = str(profile.title)

    def __missing__(self, key: str) -> str:
        return "…"


def _lines(profile: Profile) -> Iterator[str]:
    yield f"# {_TITLE}"
    yield ""
    yield f"{profile.title}，{profile.key}" if str(_TITLE) == _TITLE.zh else f"{profile.title}, {profile.key}"
    yield ""
    for severity, word in SEVERITIES.items():
        yield f"- **{word}** {MEANINGS[severity]}"
    area = ""
    for one in pages(profile):
        if one.area != area:
            area = one.area
            yield ""
            yield f"## {AREAS.get(area, Text(area, area))}"
        yield ""
        yield f"### `{one.code}` {SEVERITIES[one.severity]}"
        yield ""
        yield from _rule_lines(one)


def _rule_lines(one: Page) -> Iterator[str]:
    yield _inline(one.title)
    yield ""
    yield _inline(one.why)
    yield ""
    lines = [
        (Text("依据", "Basis"), one.basis),
        (Text("好", "Good"), one.good),
        (Text("不好", "Bad"), one.bad),
        (Text("怎么改", "Fix"), f"{one.fix}{SAFE if one.safe else ''}" if one.fix else ""),
    ]
    for label, text in lines:
        if text:
            yield f"- {label}: {_inline(text)}"


def _inline(text: str) -> str:
    """Text that Markdown must not read as its own signs."""
    return text.replace("\\", "\\\\").replace("*", "\\*").replace("_", "\\_").replace("|", "\\|").replace("<", "&lt;")
