"""What each column means: by its label or a synonym of the profile, by what the office taught us, or by its values."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from client.catalog import codes, kinds, plain
from client.catalog import profile as profiles
from client.catalog.kinds import Cell
from client.catalog.profile import Field, Profile
from client.spreadsheets import words
from client.spreadsheets.drafts import ITEM_KEY, KEY, ColumnMatch, How, Learned
from client.spreadsheets.grid import Grid
from client.spreadsheets.headers import KEY_HEADERS, Header, Label
from client.spreadsheets.tables import ticks
from client.spreadsheets.tables.belonging import Candidate, placed, whose

_GROUP_TAIL = re.compile("(信息|属性|情况|内容|要求|类)$")
_NUMBERED = re.compile(r"(?P<stem>\D+?)(?:名称)?\d{1,4}")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LISTS_BY_CONTENT = ("sharing", "opening", "update_cycle")
_SAMPLES = 60
_SHORTENED = 0.8
_OF_ENTRY = re.compile(r"\s*(?:数据集|数据目录|目录|资源|数据资源|信息资源|資料集)")
_ENTRY_NUMBER = re.compile(r"(?:所属|对应)?(?:信息|数据)?(?:目录|资源|数据集)(?:表|清单)?的?(?:序号|编号|序)")


@dataclass(frozen=True, slots=True)
class Named:
    """A field a word stands for, and whether the word is its label here."""

    field: Field
    is_label: bool


@cache
def _index(profile_key: str) -> Mapping[str, tuple[Named, ...]]:
    """Every word of a profile's fields, as keys."""
    profile = profiles.get(profile_key)
    index: dict[str, dict[tuple[str, bool], Named]] = {}
    for field in (*profile.fields, *profile.item_fields):
        for place, text in enumerate(words.written(field)):
            for key in words.header_keys(text):
                index.setdefault(key, {}).setdefault((field.id, field.of_item), Named(field, place < 2))
    return {key: tuple(named.values()) for key, named in index.items()}


def samples(grid: Grid, header: Header, column: int) -> list[Cell]:
    """Some values below the header, to judge by content."""
    return grid.sample(column, header.bottom + 1, header.bottom + 400, _SAMPLES)


def columns(grid: Grid, header: Header, profile: Profile, learned: Sequence[Learned] = ()) -> tuple[ColumnMatch, ...]:
    """How every labelled column of a header is understood; each field is found at most once."""
    values = {label.column: samples(grid, header, label.column) for label in header.labels}
    labels = {label.column: label for label in header.labels}
    lessons = _lessons(grid, header, learned)
    found = [one for label in header.labels for one in _candidates(label, profile, lessons.get(label.column))]
    keys = {words.header_key(text): name for name, text in KEY_HEADERS.items()}
    # Our own sheets are understood by their labels alone, whatever stands in them.
    ours = any(words.header_key(label.text) in keys for label in header.labels)
    found = placed(found, labels, {} if ours else whose(grid, header, found))
    down_rows = any(one.field.of_item for one in found)
    for one in found if not ours else ():
        one.score += _by_content(one.field, values[one.column], down_rows=down_rows)
    _fuller_first(found, {column: len(held) for column, held in values.items()})
    ticked = ticks.columns_of(header, values, profile, lambda group: named(Label(-1, group, ""), profile))
    given = {field.id for field, _ in ticked.values()}
    found = [one for one in found if one.column not in ticked and (one.field.of_item or one.field.id not in given)]
    chosen = _assigned(found)
    open_labels = {column: label for column, label in labels.items() if column not in lessons}
    if not ours:
        _by_values(chosen, open_labels, values, profile, given)
    series = _series(header, profile, chosen) | _number_of_entry(header, profile, chosen)
    likely = {one.column: one.field.id for one in sorted(found, key=lambda one: one.score)}
    matches = tuple(
        _matched(grid, label, chosen.get(label.column) or series.get(label.column), keys, likely)
        for label in header.labels
    )
    return tuple(
        replace(one, field=ticked[label.column][0].id, value=ticked[label.column][1], how="content", confidence=0.9)
        if label.column in ticked
        else one
        for one, label in zip(matches, header.labels, strict=True)
    )


def _fuller_first(found: list[Candidate], filled: Mapping[int, int]) -> None:
    """Of two columns for one field the fuller counts; of two that are as full, the clearer label, then the left one."""
    best = {one.column: one.score for one in sorted(found, key=lambda one: one.score)}
    rivals: dict[int, dict[int, int]] = {}
    for one in found:
        # A column that means something else more clearly is no rival.
        if one.score >= max(0.75, best[one.column] - 0.02):
            rivals.setdefault(id(one.field), {})[one.column] = filled[one.column]
    # Of thousands of columns with one label only the two fullest matter: one of them is another column.
    fullest = {field: sorted(columns.items(), key=lambda held: -held[1])[:2] for field, columns in rivals.items()}
    for one in found:
        others = [count for column, count in fullest.get(id(one.field), ()) if column != one.column]
        if others and filled[one.column] * 2 < max(others):
            one.score -= 0.3


def _series(header: Header, profile: Profile, chosen: Mapping[int, Candidate]) -> dict[int, Candidate]:
    """数据项1, 数据项2, …: every such column holds an item."""
    field = profile.item_field("item_name")
    if field is None or any(one.field is field for one in chosen.values()):
        return {}
    known = {key for text in words.written(field) for key in words.header_keys(text)}
    stems = {label.column: _NUMBERED.fullmatch(words.header_key(label.text)) for label in header.labels}
    columns = [column for column, stem in stems.items() if stem and stem["stem"] in known]
    return {column: Candidate(column, field, "synonym", 0.8) for column in columns} if len(columns) > 1 else {}


def _number_of_entry(header: Header, profile: Profile, chosen: Mapping[int, Candidate]) -> dict[int, Candidate]:
    """目录序号 on a sheet of items without name or code: the number the sheet of entries gives each of its rows."""
    given = {(one.field.id, one.field.of_item) for one in chosen.values()}
    field = profile.field("code")
    if field is None or ("item_name", True) not in given or given & {("name", False), ("code", False)}:
        return {}
    columns = (label.column for label in header.labels if _ENTRY_NUMBER.fullmatch(words.header_key(label.text)))
    return {column: Candidate(column, field, "synonym", 0.8) for column in columns if column not in chosen}


def _matched(
    grid: Grid, label: Label, one: Candidate | None, keys: Mapping[str, str], likely: Mapping[int, str]
) -> ColumnMatch:
    letter = grid.letter(label.column)
    own = keys.get(words.header_key(label.text))
    if own:
        return ColumnMatch(letter, label.text, label.group, own, own == ITEM_KEY, "label", 1.0)
    if one is None:
        return ColumnMatch(letter, label.text, label.group, None, False, "none", 0.0, likely.get(label.column, ""))
    sure = round(max(0.0, min(1.0, one.score)), 2)
    return ColumnMatch(letter, label.text, label.group, one.field.id, one.field.of_item, one.how, sure)


def _lessons(grid: Grid, header: Header, learned: Sequence[Learned]) -> dict[int, Learned]:
    """What was taught about each column: about this very column, about its label under its heading, about its label."""
    taught = {(one.header_key, one.group): one for one in learned if not one.column}
    columns = {one.column: one for one in learned if one.column}
    found: dict[int, Learned] = {}
    for label in header.labels if learned else ():
        key, group = words.header_key(label.text), words.header_key(label.group)
        lesson = columns.get(grid.letter(label.column)) or taught.get((key, group)) or taught.get((key, ""))
        if lesson:
            found[label.column] = lesson
    return found


def _candidates(label: Label, profile: Profile, lesson: Learned | None) -> Iterable[Candidate]:
    if lesson:
        field = profile.field_of(lesson.field, item=lesson.of_item)
        if field:
            yield Candidate(label.column, field, "learned", 1.6)
        if field or not lesson.field:
            return
    index = _index(profile.id)
    seen: set[tuple[str, bool]] = set()
    for key, score in _readings(label):
        for named in index.get(key, ()):
            name = (named.field.id, named.field.of_item)
            # 数据集中文名: what is said of the entry is no field of an item for being put shorter.
            of_another = named.field.of_item and score == _SHORTENED and _OF_ENTRY.match(label.text)
            if name not in seen and not of_another:
                seen.add(name)
                how: How = "label" if named.is_label and score > 0.85 else "synonym"
                yield Candidate(label.column, named.field, how, score + (0.03 if named.is_label else 0.0))
    for place, (made_field, of_item) in enumerate(words.made_like(label.text)):
        made = profile.field_of(made_field, item=of_item)
        if made and (made_field, of_item) not in seen:
            yield Candidate(label.column, made, "synonym", 0.78 - 0.02 * place)


def _readings(label: Label) -> Iterable[tuple[str, float]]:
    """Keys of a label with its group and alone, from the surest to the loosest."""
    own = words.header_keys(label.text)
    if label.group:
        # Of several headings above one another any may be the one that belongs to the label, the nearest first.
        above = [key for heading in reversed(label.group.split(" ")) for key in words.header_keys(heading)]
        headings = dict.fromkeys([*words.header_keys(label.group), *above])
        for group in headings:
            for key in own:
                yield group + key, 0.97
                yield _GROUP_TAIL.sub("", group) + key, 0.96
                if key == "名称":
                    yield group, 0.9
    for place, key in enumerate(own):
        yield key, 0.95 - 0.02 * place
    for key in own:
        for word in words.load().prefixes:
            if key.startswith(word) and len(key) > len(word) + 1:
                yield key[len(word) :], _SHORTENED
    for key in words.inside_keys(label.text):
        yield key, 0.76
    # Of several names the first is meant, unless they contradict one another.
    for place, part in enumerate(words.alternatives(label.text)):
        for key in words.header_keys(part):
            yield key, 0.6 if place else 0.72


def _by_content(field: Field, values: Sequence[Cell], *, down_rows: bool) -> float:
    """A little for values that fit the field, more against ones that never do. With items `down_rows` names repeat."""
    if field.id == "name" and len(values) >= 3:
        texts = [plain.tidy(kinds.cell_text(value)) for value in values]
        slugs = sum(bool(_SLUG.fullmatch(text)) for text in texts) * 10 >= len(texts) * 9
        few = len(set(texts)) * 4 <= len(texts) and not down_rows
        return -0.15 if few or slugs else 0.0
    if len(values) < 3 or field.kind not in ("code", "codes", "date", "number", "integer", "uscc", "email", "url"):
        return 0.0
    fitting = sum(_fits(field, value) for value in values) / len(values)
    return 0.04 if fitting >= 0.8 else (-0.22 if fitting == 0 else 0.0)


def _fits(field: Field, value: Cell) -> bool:
    if field.list is not None:
        full = codes.load_lists()[field.list.id]
        parts = kinds.SEPARATORS.split(kinds.cell_text(value).strip("[]"))
        return field.list.open or any(full.suggest(part.strip("'\" ")) or field.list.suggest(part) for part in parts)
    read = kinds.read(field, value)
    return not kinds.faults(field, read)


def _assigned(found: list[Candidate]) -> dict[int, Candidate]:
    """The surest first; a field is given once, a column has one meaning."""
    chosen: dict[int, Candidate] = {}
    given: set[tuple[str, bool]] = set()
    for one in sorted(found, key=lambda one: (-one.score, one.column)):
        name = (one.field.id, one.field.of_item)
        if one.score >= 0.5 and one.column not in chosen and name not in given:
            chosen[one.column] = one
            given.add(name)
    return chosen


def _by_values(
    chosen: dict[int, Candidate],
    labels: Mapping[int, Label],
    values: Mapping[int, Sequence[Cell]],
    profile: Profile,
    given: Collection[str] = (),
) -> None:
    """A column of conditions that holds nothing but 无条件开放 is the opening itself; so are nameless columns."""
    given = {*given, *(one.field.id for one in chosen.values() if not one.field.of_item)}
    for column in labels:
        one = chosen.get(column)
        if len(values[column]) < 3 or (one and (one.how == "learned" or one.field.list or one.field.of_item)):
            continue
        for field in profile.fields:
            if field.list is None or field.id in given:
                continue
            if one is not None and not _may_be_instead(field, one.field, values[column]):
                continue
            if one is None and (field.list.id not in _LISTS_BY_CONTENT or len(values[column]) < 5):
                continue
            if _share_in(field, values[column], distinctive=one is None) >= (0.8 if one else 0.9):
                if one:
                    given.discard(one.field.id)
                chosen[column] = Candidate(column, field, "content", 0.8 if one else 0.6)
                given.add(field.id)
                break


def _may_be_instead(field: Field, other: Field, values: Sequence[Cell]) -> bool:
    """Whether a column understood as `other` may hold words of `field` instead: 更新时间 with 每年 under it."""
    if other.kind == "date":
        return field.id == "update_cycle" and not any(_fits(other, value) for value in values)
    return field.group == other.group and other.kind in ("text", "long_text")


def _share_in(field: Field, values: Sequence[Cell], *, distinctive: bool) -> float:
    """The share of values that are words of the field's list; short words such as 是 prove nothing by themselves."""
    full = codes.load_lists()[field.list.id] if field.list else None
    if full is None:
        return 0.0
    texts = [plain.tidy(kinds.cell_text(value)) for value in values]
    short = 3 if distinctive else 2
    return sum(len(text) >= short and full.find(text) is not None for text in texts) / len(texts)


def named(label: Label, profile: Profile) -> list[Field]:
    """The fields a label may stand for, the surest first."""
    return [one.field for one in sorted(_candidates(label, profile, None), key=lambda one: -one.score)]


def fit(matches: Sequence[ColumnMatch], profile: Profile) -> float:
    """How well a profile explains a header: the share of its columns, a little more for words that speak for it."""
    idle = words.load().numbering | words.load().remark
    counted = [match for match in matches if words.header_key(match.header) not in idle]
    if not counted:
        return 0.0
    share = sum(match.confidence for match in counted if match.field not in (None, KEY, ITEM_KEY)) / len(counted)
    return share + 0.03 * marks(matches, profile)


def marks(matches: Sequence[ColumnMatch], profile: Profile) -> int:
    """How many of the words that speak for a profile (`header_marks`) a header has."""
    texts = {key for match in matches for text in (match.header, match.group) for key in words.header_keys(text)}
    return sum(words.header_key(mark) in texts for mark in profile.header_marks)
