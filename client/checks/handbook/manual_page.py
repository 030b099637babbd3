"""The manual of the rules as a page that opens in any browser and needs no network."""

import html
import re

from client import texts
from client.catalog.profile import Profile
from client.checks import manual

_STYLE = "body{max-width:46em;margin:2em auto;font:16px/1.6 sans-serif}code{background:#eee}h3{margin-top:2em}"


def manual_in(language: str, profile: Profile) -> tuple[str, str]:
    """(Markdown, HTML) of the manual of a standard in a language, whatever language is spoken at present."""
    with texts.speaking(language):
        text = manual.markdown(profile)
    return text, as_html(text, language)


def as_html(markdown: str, language: str) -> str:
    """The few signs our manual uses, as a page."""
    body = "\n".join(_element(block) for block in markdown.split("\n\n") if block.strip())
    title = markdown.split("\n", 1)[0].lstrip("# ")
    head = f'<meta charset="utf-8"><title>{html.escape(title)}</title><style>{_STYLE}</style>'
    return (
        f'<!doctype html><html lang="{language.replace("_", "-")}"><head>{head}</head><body>\n{body}\n</body></html>\n'
    )


def _element(block: str) -> str:
    heading = re.match(r"(#{1,3}) (.*)", block)
    if heading:
        level = len(heading[1])
        return f"<h{level}>{_inline(heading[2])}</h{level}>"
    if block.startswith("- "):
        lines = "".join(f"<li>{_inline(line[2:])}</li>" for line in block.split("\n"))
        return f"<ul>{lines}</ul>"
    return f"<p>{_inline(block)}</p>"


def _inline(text: str) -> str:
    text = html.escape(text.replace("&lt;", "<"), quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", text)
    return re.sub(r"\\([\\*_|])", r"\1", text)
