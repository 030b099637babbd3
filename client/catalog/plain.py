"""Text as it is compared, never as it is stored: full-width, blanks and brackets make no difference to a person."""

import re
import unicodedata

_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD])
_BLANKS = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)


def tidy(text: str) -> str:
    """One line without invisible characters or edge blanks; inner blanks become one space. Width is kept."""
    # Nearly every cell is tidy already: of all blanks only the space is printable, and nothing invisible is.
    if text.isprintable() and (" " not in text or ("  " not in text and text[0] != " " and text[-1] != " ")):
        return text
    return _BLANKS.sub(" ", text.translate(_INVISIBLE)).strip()


def tidy_lines(text: str) -> str:
    """As `tidy`, keeping the line breaks of a longer text."""
    if text.isprintable():
        return tidy(text)
    lines = (_BLANKS.sub(" ", line).strip() for line in text.translate(_INVISIBLE).replace("\r\n", "\n").splitlines())
    return "\n".join(lines).strip()


def narrow(text: str) -> str:
    """Full-width letters, digits and signs as their ordinary forms (NFKC), without blanks or invisible characters."""
    if text.isascii() and text.isprintable() and " " not in text:
        return text
    bare = _BLANKS.sub("", unicodedata.normalize("NFKC", text).translate(_INVISIBLE))
    # What stood between a letter and its accent is gone: put together, the text reads the same the next time.
    return unicodedata.normalize("NFC", bare)


def key(text: str) -> str:
    """What two texts are compared by: NFKC, lower case, letters and digits only."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return plain if plain.isalnum() else _NOT_WORD.sub("", plain).replace("_", "")
