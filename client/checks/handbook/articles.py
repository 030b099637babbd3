"""One topic as a person reads it: what it means, what the standard says of it, how it should be and how not."""

from collections.abc import Iterator
from dataclasses import dataclass

from client.catalog import profile as profiles
from client.catalog.profile import Condition, Field, Profile
from client.checks import manual, run
from client.checks.handbook.topics import FIELD, ITEM, LIST, RULE, Topic
from client.checks.rule import Rule
from client.texts import Text

KINDS = {
    "text": Text("一行文字", "one line of text"),
    "long_text": Text("多行文字", "text of several lines"),
    "code": Text("从代码表选一项", "one value of a code list"),
    "codes": Text("从代码表选，可多项", "values of a code list, one or several"),
    "date": Text("日期", "a date"),
    "date_range": Text("起止日期", "a range of dates"),
    "number": Text("数字", "a number"),
    "organisation": Text("单位全称", "the full name of an office"),
    "phone": Text("电话号码", "a telephone number"),
    "uscc": Text("统一社会信用代码", "a unified social credit code"),
    "email": Text("电子邮箱", "an e-mail address"),
    "url": Text("网址", "a web address"),
    "integer": Text("整数", "a whole number"),
    "region": Text("行政区划", "a region"),
    "catalog_code": Text("目录代码", "a catalog code"),
}
_CERTAIN = frozenset({"A", "B"})
_ANY = Text("任何值", "any value")
_BLANK = Text("空白", "blank")
_AND = Text("，且", ", and ")
_OR = Text("、", " or ")
_LISTED = Text("、", ", ")


@dataclass(frozen=True, slots=True)
class Article:
    """Plain texts in the present language: nothing in them is markup.

    `facts` stand in one line under the title; `lines` are labelled; `rows` under `heads` are a table; `links` lead on,
    in groups with a heading.
    """

    topic: Topic
    title: str
    facts: tuple[str, ...] = ()
    lead: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    links: tuple[tuple[str, tuple[tuple[str, Topic], ...]], ...] = ()


def article(topic: Topic, preferred: Profile) -> Article | None:
    """The article of a topic, None when nobody has anything to say about it."""
    profile = profiles.get(topic.profile) if topic.profile else preferred
    if topic.kind == RULE:
        return _of_rule(topic, profile)
    if topic.kind == LIST:
        return _of_list(topic, profile)
    field = profile.field_of(topic.name, item=topic.kind == ITEM)
    return _of_field(topic, field, profile) if field else None


def _of_field(topic: Topic, field: Field, profile: Profile) -> Article:
    rules = _rules_of(field, profile)
    lines = [
        (Text("要求", "Required"), _obligation(field, profile)),
        (Text("写法", "Form"), str(field.pattern_help)),
        (Text("好", "Good"), str(field.example)),
        (Text("不好", "Bad"), _bad(field, rules)),
        (Text("依据", "Basis"), _basis(field, profile)),
        (Text("别处也叫", "Also called"), str(_LISTED).join(field.synonyms[:12])),
    ]
    links: list[tuple[str, tuple[tuple[str, Topic], ...]]] = []
    if field.list:
        links.append(
            (str(Text("代码表", "Code list")), ((str(field.list.label), Topic(LIST, field.list.id, profile.id)),))
        )
    parent = profile.field_of(field.linked_to, item=field.of_item) if field.linked_to else None
    if parent:
        links.append(
            (str(Text("取决于", "Depends on")), ((str(parent.label), Topic(topic.kind, parent.id, profile.id)),))
        )
    if rules:
        told = tuple((manual.page_of(rule, profile).title, Topic(RULE, rule.code, profile.id)) for rule in rules)
        links.append((str(Text("会检查什么", "What is checked")), told))
    values = _values(field)
    return Article(
        topic,
        str(field.label),
        facts=tuple(_facts(field, profile)),
        lead=str(field.help),
        lines=tuple((str(label), text) for label, text in lines if text),
        heads=_heads() if values else (),
        rows=values,
        links=tuple(links),
    )


def _of_rule(topic: Topic, preferred: Profile) -> Article | None:
    profile = preferred
    page = manual.page(topic.name, profile)
    if page is None:
        known = (one for one in profiles.load_profiles().values() if topic.name in run.all_rules(one))
        found = next(known, None)
        if found is None:
            return None
        profile, page = found, manual.page(topic.name, found)
    assert page is not None  # noqa: S101  (this standard knows the rule)
    lines = (
        (Text("为什么", "Why"), page.why),
        (Text("依据", "Basis"), page.basis),
        (Text("好", "Good"), page.good),
        (Text("不好", "Bad"), page.bad),
        (Text("怎么改", "Fix"), f"{page.fix}{manual.SAFE if page.safe else ''}" if page.fix else ""),
    )
    rule = run.all_rules(profile)[topic.name]
    fields = tuple(_fields_of(rule, profile))
    links = ((str(Text("说的是哪些字段", "Fields it speaks of")), fields),) if fields else ()
    severity = page.severity
    return Article(
        topic,
        page.title,
        facts=(str(manual.SEVERITIES[severity]), page.code),
        lead=str(manual.MEANINGS[severity]),
        lines=tuple((str(label), text) for label, text in lines if text),
        links=links,
    )


def _of_list(topic: Topic, profile: Profile) -> Article | None:
    held = profile.lists.get(topic.name)
    if held is None:
        return None
    using = tuple(
        (str(field.label), Topic(ITEM if field.of_item else FIELD, field.id, profile.id))
        for field in (*profile.fields, *profile.item_fields)
        if field.list and field.list.id == topic.name
    )
    openly = Text("也可以填表里没有的值", "other values may be written, too")
    strictly = Text("只能填表里的值", "only these values")
    return Article(
        topic,
        str(held.label),
        facts=(
            str(Text("{n} 个值", "{n} values").fill({"n": len(held.values)})),
            str(openly if held.open else strictly),
        ),
        heads=_heads(),
        rows=tuple((value.number, str(value.label), str(_LISTED).join(value.synonyms[:6])) for value in held.values),
        links=((str(Text("哪些字段用它", "Used by")), using),) if using else (),
    )


def _heads() -> tuple[str, ...]:
    return (str(Text("平台编号", "Number")), str(Text("值", "Value")), str(Text("也认得的写法", "Also understood")))


def _values(field: Field) -> tuple[tuple[str, ...], ...]:
    """A short list is shown with its field; a long one has its own article."""
    if field.list is None or len(field.list.values) > 20:
        return ()
    return tuple((one.number, str(one.label), str(_LISTED).join(one.synonyms[:6])) for one in field.list.values)


def kind_word(field: Field) -> str:
    """What is written into a field: one line, a value of a list, a date."""
    return str(KINDS.get(field.kind, Text(field.kind, field.kind)))


def _facts(field: Field, profile: Profile) -> Iterator[str]:
    yield str(profile.item_word) if field.of_item else str(Text("目录条目", "Entry"))
    yield kind_word(field)
    if field.length:
        yield str(Text("最多 {n} 字", "at most {n} characters").fill({"n": field.length}))
    if field.max_values > 1:
        yield str(Text("最多 {n} 项", "at most {n} values").fill({"n": field.max_values}))
    if field.minimum is not None:
        yield str(Text("不小于 {n}", "at least {n}").fill({"n": f"{field.minimum:g}"}))


def _obligation(field: Field, profile: Profile) -> str:
    said = []
    if field.required:
        said.append(str(Text("必须填", "must be filled in")))
    elif field.required_when:
        when = {"when": _condition(field.required_when, field, profile)}
        said.append(Text("{when}时必须填", "must be filled in when {when}").fill(when))
    else:
        said.append(str(Text("可以不填", "may stay blank")))
    if field.forbidden_when:
        when = {"when": _condition(field.forbidden_when, field, profile)}
        said.append(Text("{when}时不要填", "stays blank when {when}").fill(when))
    return str(Text("；", "; ")).join(said)


def _condition(condition: Condition, field: Field, profile: Profile) -> str:
    parts = []
    for name, wanted in condition.items():
        asked = profile.field_of(name, item=field.of_item) or profile.field(name)
        label = str(asked.label) if asked else name
        words = []
        for key in wanted:
            known = asked.list.get(key) if asked and asked.list else None
            words.append(str(known.label) if known else str(_ANY) if key == "*" else key or str(_BLANK))
        values = {"label": label, "values": str(_OR).join(words)}
        parts.append(Text("“{label}”为{values}", "“{label}” is {values}").fill(values))
    return str(_AND).join(parts)


def _basis(field: Field, profile: Profile) -> str:
    return field.source if field.source and field.confidence in _CERTAIN else str(profile.basis)


def _rules_of(field: Field, profile: Profile) -> list[Rule]:
    """The hand-written rules that speak of a field."""
    return [rule for rule in run.all_rules(profile).values() if field.id in (*rule.about, *rule.needs)]


def _bad(field: Field, rules: list[Rule]) -> str:
    """The bad example of a rule that is about this field before others."""
    own = (rule for rule in rules if field.id in (rule.about or rule.needs)[:1])
    return next((str(rule.bad) for rule in own if str(rule.bad) and "{" not in str(rule.bad)), "")


def _fields_of(rule: Rule, profile: Profile) -> Iterator[tuple[str, Topic]]:
    for name in dict.fromkeys((*rule.about, *rule.needs)):
        for kind in (FIELD, ITEM):
            field = profile.field_of(name, item=kind == ITEM)
            if field:
                yield str(field.label), Topic(kind, name, profile.id)
