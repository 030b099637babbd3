"""Workbooks that are encrypted with the password every Excel knows: one with a protected structure opens without a question.

Old Excels encrypt a workbook whose sheets may not be added or removed, and so do newer ones that recommend reading only.
What a person chose as a password is neither known nor guessed.
"""

import io
import re

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KNOWN_TO_ALL = "VelvetSweatshop"
_ROUNDS = re.compile(rb'spinCount="(\d{1,20})"')
_MOST_ROUNDS = 200_000
"""Excel writes 100,000; a file may ask for minutes of them."""


def opened(data: bytes) -> bytes:
    """The workbook inside, or nothing: it is not encrypted, with a password of somebody's own, or damaged."""
    if not data.startswith(_OLE) or any(int(rounds) > _MOST_ROUNDS for rounds in _ROUNDS.findall(data)):
        return b""
    import msoffcrypto  # type: ignore[import-untyped]

    plain = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not file.is_encrypted():
            return b""
        file.load_key(password=_KNOWN_TO_ALL)
        file.decrypt(plain)
    except Exception:  # noqa: BLE001  (the library raises whatever a broken record leads it to)
        return b""
    return plain.getvalue()
