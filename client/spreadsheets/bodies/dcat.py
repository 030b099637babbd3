"""Entries as DCAT-AP in JSON-LD, for open data portals and harvesters: a `dcat:Catalog` of datasets.

Each element of the 2017 guide has its place (domain.md 10); items become the columns of a CSVW table schema. What
DCAT has no place for stands in `entry:body`, our exchange body as it is: other readers pass over it, ours takes all of it.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from client.catalog import profile as profiles
from client.catalog import wire
from client.catalog.entry import Entry, Item, as_text
from client.catalog.profile import Profile
from client.progress import SILENT, Progress
from client.spreadsheets.saving import save

_EU = "http://publications.europa.eu/resource/authority/"
NAMESPACE = "entry"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "csvw": "http://www.w3.org/ns/csvw#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    NAMESPACE: "urn:entry:",
}
BODY = f"{NAMESPACE}:body"
"""The member that makes a dataset whole again when it is imported."""

CYCLES = {
    "realtime": "CONT",
    "daily": "DAILY",
    "weekly": "WEEKLY",
    "monthly": "MONTHLY",
    "quarterly": "QUARTERLY",
    "half_yearly": "ANNUAL_2",
    "yearly": "ANNUAL",
    "irregular": "IRREG",
}
"""Our update cycles in the frequency vocabulary of the EU; everything else is OTHER."""

RIGHTS = {"unconditional": "PUBLIC", "conditional": "RESTRICTED", "refused": "NON_PUBLIC"}
_TYPES = {
    "integer": "integer",
    "number": "decimal",
    "currency": "decimal",
    "float": "float",
    "double": "double",
    "date": "date",
    "datetime": "dateTime",
    "logical": "boolean",
    "blob": "base64Binary",
}
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CLASSES = ("domain", "data_domain", *(f"class_{number}" for number in range(1, 27)))


def write_jsonld(entries: Iterable[Entry], out: Path, *, progress: Progress = SILENT) -> int:
    """Writes one document and gives the number of entries. Raises `InputProblem` when it cannot be written."""
    count = 0

    def write(path: Path) -> None:
        nonlocal count
        progress.stage("writing")
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write('{"@context": ' + json.dumps(CONTEXT) + ',\n"@type": "dcat:Catalog",\n"dcat:dataset": [')
            for count, entry in enumerate(entries, 1):
                progress.step(count)
                stream.write(",\n" if count > 1 else "\n")
                whole = {"@type": "@json", "@value": {"id": entry.id, **wire.body_of(entry)}}
                json.dump({**dataset(entry), BODY: whole}, stream, ensure_ascii=False)
            stream.write("\n]}\n")

    save(out, write)
    return count


def dataset(entry: Entry) -> dict[str, Any]:
    """One entry as a `dcat:Dataset`; what it does not say is left out."""
    profile = profiles.of(entry)
    found = {
        "@id": f"urn:uuid:{entry.id}" if _UUID.fullmatch(entry.id) else f"urn:entry:{entry.id}",
        "@type": "dcat:Dataset",
        "dct:title": _text(entry.text("name")),
        "dct:identifier": entry.text("code") or entry.id,
        "dct:description": _text(entry.text("summary")),
        "dct:publisher": _publisher(entry),
        "dcat:theme": [
            {"@type": "skos:Concept", "skos:prefLabel": _text(text)}
            for name in _CLASSES
            if (text := _label(profile, name, entry.text(name)))
        ],
        "dct:accessRights": _link("access-right", RIGHTS.get(entry.text("sharing"), "")),
        "dct:rights": _rights(entry),
        "dct:license": _license(profile, entry),
        "dct:accrualPeriodicity": _link("frequency", _cycle(entry.text("update_cycle"))),
        "dct:issued": _day(entry.text("published_on")),
        "dct:modified": _day(entry.text("modified_on")),
        "dct:relation": entry.text("related"),
        "dct:temporal": _period(entry.text("time_range")),
        "dct:spatial": {"@type": "dct:Location", "skos:prefLabel": _text(entry.text("region_scope"))}
        if entry.text("region_scope")
        else None,
        "dcat:contactPoint": _contact(entry),
        "dcat:distribution": list(_distributions(profile, entry)),
        "dcat:version": str(entry.revision) if entry.revision else "",
    }
    return {name: value for name, value in found.items() if value}


def _text(text: str) -> dict[str, str] | None:
    return {"@value": text, "@language": "zh"} if text else None


def _link(vocabulary: str, key: str) -> dict[str, str] | None:
    return {"@id": f"{_EU}{vocabulary}/{key}"} if key else None


def _cycle(key: str) -> str:
    return CYCLES.get(key, "OTHER") if key else ""


def _label(profile: Profile, field_id: str, value: str) -> str:
    field = profile.field(field_id)
    known = field.list.get(value) if field and field.list else None
    return str(known.label.zh) if known else value


def _day(text: str) -> dict[str, str] | None:
    if not _DAY.fullmatch(text):
        return None
    kind = {4: "gYear", 7: "gYearMonth"}.get(len(text), "date")
    return {"@value": text, "@type": f"xsd:{kind}"}


def _period(text: str) -> dict[str, Any] | None:
    start, _, end = text.partition("/")
    known = {"dcat:startDate": _day(start), "dcat:endDate": _day(end)}
    found = {name: value for name, value in known.items() if value}
    return {"@type": "dct:PeriodOfTime", **found} if found else None


def _publisher(entry: Entry) -> dict[str, Any] | None:
    name, code = entry.text("provider"), entry.text("provider_code")
    if not (name or code):
        return None
    found = {"foaf:name": _text(name), "org:identifier": code}
    return {"@type": ["foaf:Organization", "org:Organization"], **{key: value for key, value in found.items() if value}}


def _rights(entry: Entry) -> dict[str, str] | None:
    return _text(entry.text("sharing_condition") or entry.text("refusal_reason"))


def _license(profile: Profile, entry: Entry) -> dict[str, Any] | None:
    """What opening is subject to, in words: China has no licence vocabulary that portals agree on."""
    kind = _label(profile, "open_type", entry.text("open_type"))
    condition = entry.text("open_condition")
    words = "：".join(text for text in (kind, condition) if text)
    return {"@type": "dct:LicenseDocument", "skos:prefLabel": _text(words)} if words else None


def _contact(entry: Entry) -> dict[str, Any] | None:
    known = {
        "vcard:fn": entry.text("contact_person"),
        "vcard:hasTelephone": f"tel:{entry.text('contact_phone')}" if entry.text("contact_phone") else "",
        "vcard:hasEmail": f"mailto:{entry.text('contact_email')}" if entry.text("contact_email") else "",
    }
    found = {name: value for name, value in known.items() if value}
    return {"@type": "vcard:Kind", **found} if found else None


def _distributions(profile: Profile, entry: Entry) -> Iterator[dict[str, Any]]:
    formats = entry.get("format_type")
    keys = (formats,) if isinstance(formats, str) else formats
    schema = {"@type": "csvw:Schema", "csvw:column": [_column(item) for item in entry.items]} if entry.items else None
    for key in [key for key in keys if key] or ([""] if schema else []):
        found = {
            "@type": "dcat:Distribution",
            "dct:format": _label(profile, "format_type", key) or entry.text("format_other"),
            "dct:description": _text(_label(profile, "sharing_way", entry.text("sharing_way"))),
            "csvw:tableSchema": schema,
        }
        yield {name: value for name, value in found.items() if value}


def _column(item: Item) -> dict[str, Any]:
    known = {
        "csvw:title": _text(item.text("item_name")),
        "csvw:name": item.text("item_english_name"),
        "csvw:datatype": _TYPES.get(item.text("item_type"), "string") if item.text("item_type") else "",
        "dct:description": _text(as_text(item.values.get("item_description", ""))),
    }
    required = {"csvw:required": item.text("item_nullable") == "no"} if item.text("item_nullable") else {}
    return {"@type": "csvw:Column", **{name: value for name, value in known.items() if value}, **required}
