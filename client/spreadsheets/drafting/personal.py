"""Whose data a column holds, by its values and by its name. Only the kind leaves this module, never a value."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from client.catalog.identifiers import is_mobile, is_resident_id
from client.checks.words import any_of, is_personal

_CARD = re.compile(r"(?:62|60|4\d|5[1-5])\d{14,17}")
_SHORT_ID = re.compile(r"[1-8]\d{5}\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_CUT_ID = re.compile(r"[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d0{3}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_PLATE = re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•.]?[A-HJ-NP-Z0-9]{5,6}")
_LANDLINE = re.compile(r"\(?0\d{2,3}[)-]?\d{7,8}(?:-\d{1,6})?")
_ADDRESS = re.compile(
    r"(?=.*(?:省|市|区|县|旗|镇|乡|街道|村|社区|路|街|巷|小区))(?=.*\d).*(?:号|栋|幢|楼|单元|室|户|组|弄)(?:\D{0,6}|.*室)"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚"
    "邵万覃武钱戴严欧莫孔向常汤康易乔赖文施洪樊辛柯岳齐梅庄葛华"
)
_NAME = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}|(?:欧阳|司马|上官|诸葛|尉迟|皇甫)[\u4e00-\u9fff]{{1,2}}")
_BLOTTED = re.compile(r"\d{3,6}\*{4,}[\dXx]{2,4}|[\u4e00-\u9fff]\*{1,2}")
_MOSTLY = 0.3
_NAMES = 0.7
_OF_PEOPLE = re.compile(
    r"(?:户主|产妇|孕妇|村民|居民|老人|儿童|学生|患者|死者|被保险人|投保人|缴费人|借款人|当事人|举报人|投诉人|信访人|来电人|抵押人|产权人|权利人|驾驶人|驾驶员|车主|本人|家长|父亲|母亲|配偶)$"
    r"|残疾证|残疾人证|护照|学籍号|社保号|医保号|病历|住院号|门诊号|致残|致贫|血型|微信|准考证"
)
_ABOUT_PEOPLE = re.compile(
    r"(?:地址|住址|居住地|户籍地|坐落|电话|手机|联系方式|邮箱|生日|籍贯|照片|收入|出生地|曾用名|别名)$"
)
"""Personal where the table is about people; elsewhere the address or the telephone of an office."""


def by_content(texts: Iterable[str]) -> str:
    """What most values are: one of `resident-id`, `mobile`, `bank-card`, `mail`, `plate`, `address`, `landline`,
    `person-name`, `blotted`; "" for nothing that is somebody's."""
    counts: Counter[str] = Counter()
    distinct: set[str] = set()
    total = 0
    for text in texts:
        total += 1
        if kind := _kind(text):
            counts[kind] += 1
            if kind == "person-name":
                distinct.add(text)
    for kind, count in counts.most_common(1):
        # 王庄 and 高新 look like names, too: only where nearly all do and they differ.
        enough = _NAMES if kind == "person-name" else _MOSTLY
        varied = kind != "person-name" or len(distinct) * 3 >= min(total, 300)
        if count >= total * enough and varied:
            return kind
    return ""


def by_name(name: str, *, of_people: bool) -> bool:
    """Whether a column of this name is somebody's; `of_people`: the table is about natural persons."""
    if is_personal(name) or _OF_PEOPLE.search(name):
        return True
    return of_people and _ABOUT_PEOPLE.search(name) is not None and not any_of("organisation_words").search(name)


def _kind(text: str) -> str:
    bare = text.replace(" ", "").upper()
    if len(bare) < 2 or len(bare) > 120:
        return ""
    return next((kind for kind, fits in _FITS.items() if fits(bare)), "")


def _is_id(bare: str) -> bool:
    return is_resident_id(bare) or _SHORT_ID.fullmatch(bare) is not None or _CUT_ID.fullmatch(bare) is not None


def _is_card(bare: str) -> bool:
    digits = bare.replace("-", "")
    return _CARD.fullmatch(digits) is not None and _luhn(digits)


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


_FITS: Mapping[str, Callable[[str], object]] = {
    "resident-id": _is_id,
    "mobile": lambda bare: is_mobile(bare.removeprefix("+86").replace("-", "")),
    "bank-card": _is_card,
    "mail": _MAIL.fullmatch,
    "plate": _PLATE.fullmatch,
    "landline": _LANDLINE.fullmatch,
    "address": _ADDRESS.fullmatch,
    "person-name": _NAME.fullmatch,
    "blotted": _BLOTTED.fullmatch,
}
