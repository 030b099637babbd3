"""Writes the manual of all rules to out/manual: Markdown and HTML, in Chinese and English, for every standard shipped.

.venv/bin/python build/manual.py [FOLDER]
"""

import html
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from client import texts  # noqa: E402  (the source tree is no installed package)
from client.catalog import profile as profiles  # noqa: E402
from client.checks import manual  # noqa: E402

_STYLE = "body{max-width:46em;margin:2em auto;font:16px/1.6 sans-serif}code{background:#eee}h3{margin-top:2em}"


def main(arguments: list[str]) -> int:
    """Writes all files and says where."""
    folder = Path(arguments[0]) if arguments else ROOT / "out" / "manual"
    folder.mkdir(parents=True, exist_ok=True)
    for language in texts.LANGUAGES:
        texts.use_language(language)
        for profile in profiles.load_profiles().values():
            text = manual.markdown(profile)
            stem = f"rules-{profile.id}-{language}"
            (folder / f"{stem}.md").write_text(text, encoding="utf-8")
            (folder / f"{stem}.html").write_text(as_html(text, language), encoding="utf-8")
            print(folder / f"{stem}.html")
    return 0


def as_html(markdown: str, language: str) -> str:
    """The few signs our manual uses, as a page that needs no network."""
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
