"""补填: the questions a file leaves open, each with what could be answered; asked once for the whole file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from client.catalog import kinds, offices, plain
from client.catalog import profile as profiles
from client.catalog.profile import Profile
from client.catalog.tables import Organisation, Organisations
from client.errors import InputProblem
from client.spreadsheets.filling.answers import (
    COMPOSED,
    CONSTANT,
    ELEMENT,
    LINKED,
    PROVIDER,
    SHEET,
    WORD,
    Answers,
    Fill,
    Meaning,
    composed,
)
from client.spreadsheets.filling.gaps import Gap, ItemGap, Word
from client.spreadsheets.filling.items import NONE, SOURCES
from client.store import acts
from client.store.acts import Filled
from client.workflows.importing.prepared import Prepared
from client.workflows.workspace import Workspace

__all__ = ["Filled", "Offer", "Question", "Source", "answered", "filled", "questions", "taken", "typed"]

Source = str
"""office · sheet · linked · above · usual · list · near · file · composed · element · read; `items` and `items.SOURCES`."""
_OFFICE = {"provider": "name", "provider_code": "code"}
_USUAL = {
    "data_level": "general",
    "processing": "raw",
    "secrecy": "none",
    "item_secrecy": "none",
    "item_sensitive": "plain",
    "sharing_way": "file",
    "item_type": "string",
}
_BY_ELEMENT = ("item_type", "item_length", "item_level")
_PHRASES = {
    "sharing_condition": "行政依据、工作参考、数据校核、业务协同",
    "open_condition": "依申请开放，按约定用途使用",
    "sharing_scope": "全部政务部门",
    "sharing_use": "依法履行职责",
}
"""What most catalogs say, word for word as the national guide has it; offered, never written by itself."""
_PROVIDERS_ASKED = 500
_OFFICES_KNOWN = 2000


@dataclass(frozen=True, slots=True)
class Offer:
    """A possible answer. `source` says where it comes from; `fill`, `meaning` or `items` is what choosing it applies.

    `sample`: one entry with the items it is offered.
    """

    source: Source
    shown: str
    fill: Fill | None = None
    meaning: Meaning | None = None
    items: tuple[str, ...] = ()
    sample: ItemGap | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One open question: a field (`text` "") that stands nowhere, or a word (`text`) no list knows; offers best first.

    Any other answer is free: a constant, a table by provider, a rule by word (`Fill`). `cells`: where a word stands first.
    """

    field: str
    of_item: bool
    text: str
    count: int
    offers: tuple[Offer, ...] = ()
    cells: tuple[str, ...] = ()


def questions(ws: Workspace, prepared: Prepared) -> tuple[Question, ...]:
    """What a person must still say about the file, the fields in the order of the form, then unknown words."""
    gaps = prepared.summary.gaps
    if not gaps.entries:
        return ()
    profile = profiles.get(prepared.summary.understanding.profile)
    found = [_about_field(ws, gap, prepared, profile) for gap in gaps.fields if gap.field != "item_name"]
    if gaps.items:
        found.append(Question("item_name", True, "", gaps.without_items, tuple(map(_of_items, gaps.items))))
    return (*found, *_about_offices(ws, gaps.providers), *(_about_word(word, profile) for word in gaps.words))


def _about_offices(ws: Workspace, providers: Sequence[tuple[str, int]]) -> Iterator[Question]:
    """Providers by a short or former name, with the offices of the list (or, without one, those known here) it may mean."""
    units = ws.tables.organisations or _known_here(ws)
    for name, count in providers[:_PROVIDERS_ASKED]:
        near = offices.likely(units, name) if name and not units.knows(name) else ()
        if near:
            meant = [Offer("near", one.name, meaning=Meaning("provider", name, one.name)) for one in near]
            yield Question("provider", False, name, count, tuple(meant))


def _known_here(ws: Workspace) -> Organisations:
    """The own office and those whose entries stand here with a code."""
    with ws.db.read() as conn:
        rows = conn.execute(
            "SELECT DISTINCT provider_key, provider FROM entry WHERE deleted = 0 AND length(provider_key) = 18 LIMIT ?",
            (_OFFICES_KNOWN,),
        ).fetchall()
    own = [Organisation(ws.office.code, ws.office.name)] if ws.office and ws.office.name else []
    return Organisations((*own, *(Organisation(str(code).upper(), name) for code, name in rows if name)))


def _of_items(gap: ItemGap) -> Offer:
    sources = (gap.source,) if gap.source else SOURCES
    return Offer(gap.source or "items", str(gap.count), items=sources, sample=gap)


def taken(prepared: Prepared) -> tuple[Question, ...]:
    """The words that were read as a value of a list, or that a person gave one: told, and open to be corrected.

    The first offer of each is what holds now.
    """
    summary = prepared.summary
    profile = profiles.get(summary.understanding.profile)
    read = [
        (Word(one.field, one.of_item, one.text, (one.value,), one.count), one.cells)
        for one in summary.understanding.read_as
    ]
    meant = [(Word(one.field, one.of_item, one.text, (one.value,), count), ()) for one, count in summary.meant.items()]
    return tuple(_about_word(word, profile, "read", cells) for word, cells in (*read, *meant))


def filled_items(prepared: Prepared) -> Question | None:
    """The items that an answer, also an earlier one, has filled in: told, and open to be taken back."""
    summary = prepared.summary
    count = sum(summary.filled.get(("items", source), 0) for source in SOURCES)
    if not count:
        return None
    offers = (Offer("read", str(count), items=summary.answers.items), Offer(NONE, "", items=(NONE,)))
    return Question("item_name", True, "", count, offers)


def _about_field(ws: Workspace, gap: Gap, prepared: Prepared, profile: Profile) -> Question:
    name, of_item, gaps = gap.field, gap.of_item, prepared.summary.gaps
    offers: list[Offer] = []
    if name == "provider" and gaps.offices_around:
        offers.append(Offer("sheet", str(gaps.offices_around), Fill(name, SHEET)))
    if name in ("format_class", "sharing_way") and gaps.linked:
        offers.append(Offer("linked", str(gaps.linked), Fill(name, LINKED, _USUAL.get(name, ""))))
    if name == "provider_code" and (table := _codes_of(ws, [one for one, _ in gaps.providers])):
        offers.append(Offer("above", str(len(table)), Fill(name, PROVIDER, "", table)))
    elif name in _OFFICE and ws.office and (name == "provider" or _all_own(gaps.providers, ws.office.name)):
        text = str(getattr(ws.office, _OFFICE[name]))
        if text:
            offers.append(Offer("office", text, Fill(name, CONSTANT, text)))
    if name == "summary" and (example := _composed(prepared, profile)):
        offers.append(Offer("composed", example, Fill(name, COMPOSED)))
    if name in _PHRASES:
        offers.append(Offer("usual", _PHRASES[name], Fill(name, CONSTANT, _PHRASES[name])))
    field_ = profile.field_of(name, item=of_item)
    if field_ and name in _BY_ELEMENT:
        rest = _USUAL.get(name, "")
        offers.append(Offer("element", kinds.show(field_, rest) if rest else "", Fill(name, ELEMENT, rest, {}, True)))
    if field_ and field_.list:
        if field_.list.get(gap.usual):
            offers.append(Offer("file", kinds.show(field_, gap.usual), Fill(name, CONSTANT, gap.usual, {}, of_item)))
        usual = [key for key in (_above(ws, name) if not of_item else "", _USUAL.get(name, "")) if key]
        for place, key in enumerate(dict.fromkeys(usual)):
            if field_.list.get(key) and key != gap.usual:
                shown = kinds.show(field_, key)
                offers.append(Offer("above" if not place else "usual", shown, Fill(name, CONSTANT, key, {}, of_item)))
        given = {offer.fill.value for offer in offers if offer.fill and offer.fill.how == CONSTANT}
        offers += [
            Offer("list", str(value.label), Fill(name, CONSTANT, value.key, {}, of_item))
            for value in field_.list.values[:20]
            if value.key not in given
        ]
    return Question(name, of_item, "", gap.count, tuple(offers))


def _all_own(providers: Sequence[tuple[str, int]], office: str) -> bool:
    """Whether nobody but the own office provides what the file holds: its code is nobody else's."""
    return all(plain.key(name) == plain.key(office) for name, _ in providers if name)


def _composed(prepared: Prepared, profile: Profile) -> str:
    """Such a summary of the first entry without one of which the sheet says enough."""
    for line in prepared.lines():
        if not line.entry.values.get("summary"):
            names = [item.text("item_name") for item in line.entry.items]
            if made := composed(profile, line.entry.values, names):
                return made
    return ""


def _about_word(word: Word, profile: Profile, source: Source = "near", cells: tuple[str, ...] = ()) -> Question:
    field_ = profile.field_of(word.field, item=word.of_item)
    values = field_.list.values if field_ and field_.list else ()
    keys = [*word.likely, *(value.key for value in values[:20])]
    offers = [
        Offer(
            source if key in word.likely else "list",
            kinds.show(field_, key) if field_ else key,
            meaning=Meaning(word.field, word.text, key, word.of_item),
        )
        for key in dict.fromkeys(keys)
    ]
    return Question(word.field, word.of_item, word.text, word.count, tuple(offers), cells)


def _above(ws: Workspace, field_id: str) -> str:
    """What most stored entries say in this field."""
    if field_id not in ("sharing", "update_cycle"):
        return ""
    from client.store.query import EntryFilter

    facets = ws.query.facets(EntryFilter(), field_id)
    known = [(count, value) for value, count in facets if value]
    return max(known)[1] if known else ""


def _codes_of(ws: Workspace, providers: Sequence[str]) -> dict[str, str]:
    """The codes of providers, from the list of organisations, the entries that stand already and the own office."""
    found: dict[str, str] = {}
    with ws.db.read() as conn:
        for name in providers[:_PROVIDERS_ASKED]:
            row = conn.execute(
                "SELECT provider_key FROM entry WHERE provider = ? AND deleted = 0 AND length(provider_key) = 18 LIMIT 1",
                (name,),
            ).fetchone()
            if row and name:
                found[name] = str(row[0]).upper()
    listed = ((name, ws.tables.organisations.by_name(name)) for name in providers if name)
    found |= {name: unit.code for name, unit in listed if unit}
    office = ws.office
    if office and office.code:
        found |= {name: office.code for name in providers if name and plain.key(name) == plain.key(office.name)}
    return found


def filled(ws: Workspace, entry_id: str) -> dict[str, Filled]:
    """The fields of an entry (also of items) that an answer has filled in and nobody has changed since."""
    with ws.db.read() as conn:
        return acts.filled(conn, entry_id)


def answered(chosen: Sequence[Offer]) -> Answers:
    """The answers that a choice of offers makes; goes into `Request.answers` of the next `prepare`."""
    return Answers(
        tuple(offer.fill for offer in chosen if offer.fill),
        tuple(offer.meaning for offer in chosen if offer.meaning),
        tuple(dict.fromkeys(source for offer in chosen for source in offer.items)),
    )


def typed(ws: Workspace, texts: Sequence[tuple[str, str]]) -> Answers:
    """Answers as they are typed: (FIELD, VALUE) with VALUE one of

    a plain value · `@office` (ours) · `@sheet` (what stands above the table) · `@linked` (class by type) · `@composed` (a summary of what the sheet says) ·
    `@element:VALUE` (by the data element of the item's name, else VALUE) ·
    `@provider:NAME=VALUE;…;*=VALUE` · `@word:WORD=VALUE;…;*=VALUE` · for FIELD `items`
    the sources of items that are taken (`abstract,tags,alike,above,model`; "" for all, `none` to take it back).
    FIELD `field:word` says what a word of a column means. Raises `InputProblem("import.no-field")`.
    """
    from client.workflows.importing.learn import lessons

    answers = Answers()
    for name, value in texts:
        if name == "items":
            answers = replace(answers, items=_sources(value))
            continue
        bare, _, word = name.partition(":")
        (lesson,) = lessons([("@", bare)])
        if not lesson.field:
            raise InputProblem("import.no-field", field=name, known="")
        if word:
            meaning = Meaning(lesson.field, word, _canonical(ws, lesson.field, value, lesson.of_item), lesson.of_item)
            answers = replace(answers, meanings=(*answers.meanings, meaning))
        else:
            fill = _typed(ws, lesson.field, value, lesson.of_item)
            answers = replace(answers, fills=(*answers.fills, fill))
    return answers


def _sources(text: str) -> tuple[str, ...]:
    """`abstract,tags`, or all sources for a blank. Raises `InputProblem("import.bad-answer")` for another."""
    chosen = tuple(part.strip() for part in text.split(",") if part.strip())
    if set(chosen) - {*SOURCES, NONE}:
        raise InputProblem("import.bad-answer", text=f"items={text}")
    return chosen or SOURCES


def _canonical(ws: Workspace, field_id: str, text: str, of_item: bool) -> str:
    known = ws.profile.field_of(field_id, item=of_item)
    read = kinds.read(known, text) if known else text
    return read if isinstance(read, str) else next(iter(read), "")


def _typed(ws: Workspace, name: str, value: str, of_item: bool) -> Fill:
    if value == "@office":
        office = ws.office
        text = str(getattr(office, _OFFICE.get(name, "name"))) if office else ""
        return Fill(name, CONSTANT, text, {}, of_item)
    if value in ("@sheet", "@linked", "@composed"):
        return Fill(name, value[1:], "", {}, of_item)
    if value.partition(":")[0] == "@element":
        return Fill(name, ELEMENT, value.partition(":")[2], {}, of_item)
    for how in (PROVIDER, WORD):
        if value.startswith(f"@{how}:"):
            table = _table(value.removeprefix(f"@{how}:"))
            return Fill(name, how, table.pop("*", ""), table, of_item)
    return Fill(name, CONSTANT, value, {}, of_item)


def _table(text: str) -> dict[str, str]:
    pairs: Mapping[str, str] = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
    return {key.strip(): value.strip() for key, value in pairs.items()}
