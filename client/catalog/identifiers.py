"""Checks of the codes of the field: credit code, organisation code, resident id, mobile number."""

import re
from datetime import date

# GB 32100-2015 with amendment 1: no I, O, S, V, Z. Registering authorities include letters (N, A, Y), so positions
# 1-2 are not limited to digits (python-stdnum's format test refuses those, domain.md 5.1).
_USCC_CHARS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_USCC_FORM = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}")
_LOOKALIKES = str.maketrans("OISZ", "0152")
_ORGANISATION_FORM = re.compile(r"[0-9A-Z]{8}[0-9X]")
_RESIDENT_FORM = re.compile(r"[1-9]\d{16}[\dX]")
_MOBILE_FORM = re.compile(r"1[3-9]\d{9}")


def uscc_fault(code: str) -> str:
    """Why `code` is no unified social credit code: "length", "characters", "check", or "" when it is one."""
    if len(code) != 18:
        return "length"
    if not _USCC_FORM.fullmatch(code):
        return "characters"
    total = sum(_USCC_CHARS.index(char) * weight for char, weight in zip(code, _USCC_WEIGHTS, strict=False))
    return "" if _USCC_CHARS[(31 - total % 31) % 31] == code[17] else "check"


def uscc_meant(code: str) -> str:
    """The credit code that was meant where letters stand that look like digits (O, I, Z, S), "" when it is not clear.

    The check character proves it.
    """
    meant = code.translate(_LOOKALIKES)
    return meant if meant != code and not uscc_fault(meant) else ""


def is_organisation_code(code: str) -> bool:
    """GB 11714: eight characters and a check character, without the hyphen."""
    if not _ORGANISATION_FORM.fullmatch(code):
        return False
    total = sum(int(char, 36) * weight for char, weight in zip(code, (3, 7, 9, 10, 5, 8, 4, 2), strict=False))
    check = 11 - total % 11
    return code[8] == ("X" if check == 10 else "0" if check == 11 else str(check))


def is_resident_id(text: str) -> bool:
    """GB 11643-1999 with birth date and check digit. Only to detect personal data: never store or show a hit."""
    if not _RESIDENT_FORM.fullmatch(text):
        return False
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(char) * weight for char, weight in zip(text, weights, strict=False))
    return "10X98765432"[total % 11] == text[17]


def is_mobile(text: str) -> bool:
    """A mainland mobile number. Only to detect personal data."""
    return bool(_MOBILE_FORM.fullmatch(text))
