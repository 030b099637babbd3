"""A catalog describes data; a real person's number in it is a leak."""

import re
from collections.abc import Iterable

from client.catalog import identifiers
from client.catalog.entry import Entry
from client.checks import scan
from client.checks.rule import Context, Finding, Fix, Hit, Rule, Severity
from client.checks.shown import mask
from client.texts import Text

_FORM = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
_CODES = frozenset({"provider_code", "code", "related"})


def _has_id(text: str) -> bool:
    return any(identifiers.is_resident_id(found.upper()) for found in _FORM.findall(text))


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    # Credit codes have the form of an identity number: only the birth date and the check digit tell them apart.
    return [
        (item, field, {"value": mask(text)})
        for item, field, text in scan.striking(entry)
        if field not in _CODES and _has_id(text)
    ]


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    return entry.with_value(finding.field, mask(scan.text_at(entry, finding.item, finding.field)), finding.item)


RULE = Rule(
    code="personal.resident-id",
    severity=Severity.ERROR,
    title=Text("里面有身份证号码", "A real identity number inside"),
    what=Text("“{label}”里有一个真实的身份证号码。", "“{label}” contains a real identity number."),
    why=Text(
        "目录只写有哪些数据，不写数据本身。目录会公布出去，号码就泄露了。",
        "The catalog says which data there are, not the data. It is published, and the number with it.",
    ),
    good=Text("身份证号码（18位）", "Identity number (18 characters)"),
    bad=Text("例如某人的完整身份证号码", "Somebody's full identity number as an example"),
    find=_find,
    fix=Fix(Text("遮住中间的数字", "Blot out the digits in the middle"), _mend),
    covers=("I09",),
)
