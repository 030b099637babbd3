"""What the help says of the window itself: what each page is for, and every key."""

from collections.abc import Sequence

from client.checks.handbook.articles import Article
from client.checks.handbook.topics import Headline, Topic, headline
from client.desktop.topics import KEYS, PAGE
from client.texts import Translator

_ = Translator("desktop")


def known() -> list[Headline]:
    """The pages and the keys, as a list shows them."""
    found = [headline(Topic(PAGE, name), title, _("Page"), (text,)) for name, title, text in _pages()]
    for name, title, keys in _keys():
        found.append(headline(Topic(KEYS, name), title, _("Keys"), [word for line in keys for word in line]))
    return found


def article(topic: Topic) -> Article | None:
    """What is said of a page or a group of keys."""
    if topic.kind == PAGE:
        for name, title, text in _pages():
            if name == topic.name:
                keys = next(((word, Topic(KEYS, key)) for key, word, _lines in _keys() if key == name), None)
                links = ((_("Keys"), (keys, (_("Keys everywhere"), Topic(KEYS, "window")))),) if keys else ()
                return Article(topic, title, (_("Page"),), text, links=links)
    if topic.kind == KEYS:
        for name, title, lines in _keys():
            if name == topic.name:
                return Article(topic, title, (_("Keys"),), heads=(_("Key"), _("What it does")), rows=tuple(lines))
    return None


def _pages() -> Sequence[tuple[str, str, str]]:
    return (
        (
            "home",
            _("Home"),
            _("What waits for you: faults to mend, entries to report, what came back, what is due when."),
        ),
        (
            "entries",
            _("Entries"),
            _(
                "All entries of the office. Type in the search line, press a chip to narrow, Enter opens an entry. What is "
                "typed is saved at once; Ctrl+Z takes anything back. While you write a name, similar entries are shown."
            ),
        ),
        (
            "import",
            _("Import"),
            _(
                "Drop any workbook, CSV or table definition. Nothing is written before you have seen what would be new, "
                "changed, or refused; the whole import can be taken back. First look at the columns: one that was "
                "misunderstood is corrected there and remembered. Then fill in once what the whole sheet lacks. Then look "
                "at what must be mended, at rows left out and at values that Excel has changed. Import everything, with "
                "what has faults as drafts, or send the office its own file back with the faults marked."
            ),
        ),
        (
            "findings",
            _("Findings"),
            _(
                "Everything a reviewer would find, rule by rule: why it is wrong, where it is written, which entries it "
                "concerns. Mend one place, all places of a rule, or everything that is safe; you see before and after first. "
                "Probable duplicates are laid side by side; what you have told apart is not shown again."
            ),
        ),
        (
            "sync",
            _("Reporting"),
            _(
                "What waits to be sent, what has been answered, what was returned. Without a line, a package on a stick "
                "does the same. Nothing counts as sent before there is a receipt."
            ),
        ),
        (
            "standards",
            _("Standards"),
            _(
                "The standards installed with all fields, code lists, regions and data elements. Here entries are brought "
                "under a new version, packs of the office or county are taken over, and holidays are added."
            ),
        ),
        *_pages_at_foot(),
    )


def _pages_at_foot() -> Sequence[tuple[str, str, str]]:
    return (
        (
            "past",
            _("Past acts"),
            _(
                "Everything that was done here, newest first: when, by whom, to how many entries. Look for a file or an "
                "entry, see what taking an act back would do, take it back or do it again. What was changed since stays."
            ),
        ),
        (
            "help",
            _("Help"),
            _("F1 anywhere leads here: to the field, the finding or the page you are at. Esc leads back."),
        ),
        (
            "settings",
            _("Settings"),
            _("The office, its people, the platform above, backups, and how the window looks."),
        ),
    )


def _keys() -> Sequence[tuple[str, str, Sequence[tuple[str, str]]]]:
    return (
        (
            "window",
            _("Keys everywhere"),
            (
                ("F1", _("Help for what the cursor is at")),
                ("Ctrl+1 … Ctrl+9", _("The pages, from above")),
                ("Ctrl+Z", _("Take the last act back")),
                ("Ctrl+Y", _("Do it again")),
                ("F5", _("Look again")),
                ("Ctrl+F", _("Search")),
                ("Esc", _("Back, or empty the search line")),
            ),
        ),
        (
            "entries",
            _("Keys for entries"),
            (
                ("Ctrl+N", _("New entry")),
                ("Ctrl+Shift+N", _("New entry after a model")),
                ("Enter", _("Open the entry")),
                ("F8", _("To the next fault")),
                ("Ctrl+S", _("Save now (it is saved anyway)")),
                ("Ctrl+PgUp, Ctrl+PgDn", _("The sides of the entry")),
                ("Alt+↑, Alt+↓", _("The entry before, the entry after")),
                ("Esc", _("Back to the list")),
            ),
        ),
        (
            "import",
            _("Keys for the import"),
            (
                ("Ctrl+O", _("Choose files")),
                (_("Space"), _("Tick the line")),
                ("Enter", _("Look into the file, open the entry")),
                ("Esc", _("Back to the folder")),
            ),
        ),
        (
            "items",
            _("Keys for the table of items"),
            (
                ("Enter", _("To the next row")),
                ("Tab", _("To the next cell")),
                ("Ctrl+V", _("Paste rows from Excel or WPS")),
                ("Ctrl+E", _("Data elements")),
                ("Ctrl+D", _("Duplicate rows")),
                ("Ctrl+-", _("Delete rows")),
                ("Alt+↑, Alt+↓", _("Move rows")),
            ),
        ),
    )
