"""The office a table belongs to, when no column says it: a section row, a line above the table, the sheet's name."""

import re
from collections.abc import Iterable

from client.catalog import plain
from client.spreadsheets import words

_ORDINAL = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十百\d]{1,3}[）).、．]|第[一二三四五六七八九十]+[、：:]?"
    r"|(?:附?表|附件)\s*[一二三四五六七八九十\d]{1,3}(?:[—-]\d{1,2})?[、.．：:]?)\s*"
)
_COUNT = re.compile(r"\s*[（(]?\s*(?:共|合计)?\s*\d+\s*(?:项|条|个)?\s*[）)]?\s*$")
_SAID = re.compile(
    r"(?:填报|填表|报送|编制|编报|提供|责任|申报)(?:单位|部门|机构)(?:（盖章）|\(盖章\)|名称)?\s*[:：]\s*(?P<name>[^\s:：]+)"
)
_ASKED = re.compile(
    r"(?:填报|填表|报送|编制|编报|提供|责任|申报)?(?:单位|部门|机构)(?:（盖章）|\(盖章\)|名称)?\s*[:：]?"
)
"""A label with the office in the next cell."""
_TITLE = re.compile(
    r"^(?P<name>.{2,30}?)(?:20\d\d年度?)?(?:的)?(?:政务|公共|信息|部门|全局)*"
    r"(?:信息资源|数据资源|数据|资源|共享|开放|责任)+(?:目录|清单|登记表|汇总表|统计表)"
)
_LONGEST = 30


def office_in(text: str) -> str:
    """The office a text names and nothing more (一、市教育局, 市民政局（12项）); "" when it is something else."""
    if len(text) > 2 * _LONGEST:
        return ""
    bare = _COUNT.sub("", _ORDINAL.sub("", plain.tidy(text)))
    if not 2 < len(bare) <= _LONGEST or re.search(r"[，。；：:,;（(]|信息$|数据$|目录$", bare):
        return ""
    return bare if bare.endswith(words.load().office_ends) else ""


def office_above(texts: Iterable[str]) -> str:
    """The office that a line over a table names: 填报单位：市民政局, or its title 市民政局政务数据目录."""
    titled, asked = "", False
    for text in texts:
        said = _SAID.search(text)
        if said and (found := office_in(said["name"])):
            return found
        if asked and (found := office_in(text)):
            return found
        asked = _ASKED.fullmatch(plain.tidy(text)) is not None
        title = _TITLE.match(plain.tidy(text))
        if title and not titled:
            titled = office_in(title["name"])
    return titled
