"""State secrets and work secrets are no government data in the sense of Decree 809 and have no place in this client."""

import re
from collections.abc import Iterable

from client.catalog import plain
from client.catalog.entry import Entry
from client.checks import scan
from client.checks.rule import Context, Hit, Rule, Severity
from client.texts import Text

_MARK = re.compile(r"(?:绝\s?密|机\s?密|秘\s?密)\s*[★☆✩✪⭐＊*]|密\s?级\s*[:：为]\s*(?:绝\s?密|机\s?密|秘\s?密)")
_SECRECY = ("secrecy", "item_secrecy")
_GRADES = ("data_level", "item_level", "item_sensitive")
_WORDS = frozenset({"涉密", "绝密", "机密", "秘密", "国家秘密", "工作秘密", "绝密级", "机密级", "秘密级", "涉密数据"})


def _find(entry: Entry, context: Context) -> Iterable[Hit]:
    return [
        (item, field, {"value": part})
        for item, field, part in scan.striking(entry)
        if (field in _SECRECY and (part == "secret" or plain.key(part[:32]) in _WORDS))
        or (field in _GRADES and plain.key(part[:32]) in _WORDS)
        or ("密" in part and _MARK.search(part))
    ]


RULE = Rule(
    code="secrecy.mark",
    severity=Severity.ERROR,
    title=Text("标明了涉密", "Marked secret"),
    what=Text(
        "这里标明了涉密：“{value}”。涉密内容不能登记在本机。",
        "This is marked secret: “{value}”. Secret content must not be kept in this client.",
    ),
    why=Text(
        "国家秘密、工作秘密不属于政务数据，不能编入目录，也不能在这台电脑上保存、导出和报送。请按保密规定处理，并用“清除”把它从本机彻底删掉。",
        "State and work secrets are not government data: they are neither registered, kept, exported nor reported here. "
        "Follow the rules of secrecy and erase it from this machine with Purge.",
    ),
    good=Text("非涉密", "Not secret"),
    bad=Text("机密★10年", "机密★10年 (a mark of secrecy)"),
    find=_find,
    basis=Text("国务院令第809号 第三条", "State Council Decree 809, art. 3"),
    covers=("I10",),
)
