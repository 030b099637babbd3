"""A mobile number outside the contact fields belongs to somebody."""

import re
from collections.abc import Iterable

from client.catalog.entry import Entry
from client.checks import scan
from client.checks.rule import Context, Finding, Fix, Hit, Rule, Severity
from client.checks.shown import mask
from client.texts import Text

_FORM = re.compile(r"(?<![0-9A-Za-z./])1[3-9]\d{9}(?![0-9A-Za-z])")
_ALLOWED = frozenset({"contact_phone", "contact_person", "code", "related", "provider_code", "source_item_code", "landing_page",
                      "volume_total", "records_total", "record_count"})  # fmt: skip


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    return [
        (item, field, {"value": mask(text)})
        for item, field, text in scan.striking(entry)
        if field not in _ALLOWED and _FORM.search(text)
    ]


def _mend(entry: Entry, finding: Finding, context: Context) -> Entry | None:
    return entry.with_value(finding.field, mask(scan.text_at(entry, finding.item, finding.field)), finding.item)


RULE = Rule(
    code="personal.mobile",
    severity=Severity.WARNING,
    title=Text("里面有手机号码", "A mobile number inside"),
    what=Text("“{label}”里有一个手机号码。", "“{label}” contains a mobile number."),
    why=Text(
        "目录会公布出去，个人手机号不要写在里面；联系方式写在联系电话里。",
        "The catalog is published: no private numbers. Contacts go into the contact phone.",
    ),
    good=Text("联系电话：010-69012345", "Contact phone: 010-69012345"),
    bad=Text("摘要：……有问题找小张，手机……", "Summary: ... call Zhang at ..."),
    find=_find,
    fix=Fix(Text("遮住中间的数字", "Blot out the digits in the middle"), _mend),
    covers=("I09",),
)
