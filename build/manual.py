"""Writes the manual of all rules to out/manual: Markdown and HTML, in Chinese and English, for every standard shipped.

.venv/bin/python build/manual.py [FOLDER]
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from client import texts  # noqa: E402  (the source tree is no installed package)
from client.catalog import profile as profiles  # noqa: E402
from client.checks.handbook.manual_page import manual_in  # noqa: E402


def main(arguments: list[str]) -> int:
    """Writes all files and says where."""
    folder = Path(arguments[0]) if arguments else ROOT / "out" / "manual"
    folder.mkdir(parents=True, exist_ok=True)
    for language in texts.LANGUAGES:
        for profile in profiles.load_profiles().values():
            text, page = manual_in(language, profile)
            stem = f"rules-{profile.id}-{language}"
            (folder / f"{stem}.md").write_text(text, encoding="utf-8")
            (folder / f"{stem}.html").write_text(page, encoding="utf-8")
            print(folder / f"{stem}.html")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
