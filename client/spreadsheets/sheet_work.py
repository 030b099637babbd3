"""One sheet on its way from cells to entries: what it is, its tables, and the account of its rows."""

from collections.abc import Sequence

from client.catalog import plain
from client.catalog import profile as profiles
from client.catalog.kinds import cell_text
from client.catalog.profile import Profile
from client.progress import Progress
from client.spreadsheets import form, headers, match, row_kinds, secrecy, verdicts, words
from client.spreadsheets.account import Account
from client.spreadsheets.damage import sheet as damaged
from client.spreadsheets.drafts import ColumnMatch, Draft, KeptList, Learned, SheetReport, Suggestion, Verdict
from client.spreadsheets.grid import Grid
from client.spreadsheets.headers import KEY_HEADERS, STAMP, Header
from client.spreadsheets.reader import Sheet
from client.spreadsheets.reasons import Reason
from client.spreadsheets.rows import Table
from client.spreadsheets.shapes import blocks, columnwise
from client.spreadsheets.shapes.offices import office_above
from client.spreadsheets.values import Noted

_LONGEST_LIST = 5000
_PREFERRED, _UNMARKED = 0.04, 0.15
"""What counts for the default profile, and against another of which the header has no word of its own."""
_ABOVE = 12
"""So many texts over a table are looked at for what it is about."""


class SheetWork:
    """A sheet while it is understood. `forced`: the clerk named it, so it counts although it is hidden; `written`: the
    summary of faults that we added to the workbook."""

    def __init__(
        self, sheet: Sheet, *, forced: bool = False, written: bool = False, taught: frozenset[str] = frozenset()
    ) -> None:
        self.grid = Grid(sheet)
        self.account = Account(self.grid)
        self.tables: list[Table] = []
        self.verdict: Verdict = "not-a-catalog"
        self.reason: Reason | None = None
        self.problem = ""
        self._columns: tuple[ColumnMatch, ...] = ()
        self._known_columns: dict[tuple[str, tuple[Learned, ...]], tuple[ColumnMatch, ...]] = {}
        self._drafts: list[Draft] = []
        self._empty = all(self.grid.blank(row) for row in range(self.grid.height))
        self._hidden = sheet.hidden and not forced
        self._written = written
        skip = self._empty or self._hidden or written
        self.pairs = [] if skip else form.pairs(self.grid)
        self.header: Header | None = None if skip or self.pairs else headers.find(self.grid, taught=taught)
        self._sideways = None if skip or self.pairs or self.header else columnwise.labels_of(self.grid)

    @property
    def has_key(self) -> bool:
        """Whether the sheet has the hidden columns of our own exports."""
        own = {words.header_key(text) for text in KEY_HEADERS.values()}
        return self.header is not None and any(words.header_key(label.text) in own for label in self.header.labels)

    def understand(
        self, profile: Profile, learned: Sequence[Learned], noted: Noted, progress: Progress, *, ours: bool
    ) -> None:
        """Decides what the sheet is and reads its rows."""
        if self._empty:
            self.verdict, self.reason = "empty", Reason("sheet.empty")
        elif self._hidden:
            self.verdict, self.reason = "hidden", Reason("sheet.hidden")
            self.account.rest_left_out(self.reason)
        elif self._written:
            self.verdict, self.reason = "instructions", Reason("sheet.ours")
            self.account.rest_left_out(self.reason)
        elif self.pairs:
            self.verdict = "form"
            self._drafts, self._columns = form.read(self.grid, self.pairs, profile, self.account, noted)
        elif self._sideways:
            self.verdict = "form"
            self._drafts, self._columns = columnwise.read(self.grid, *self._sideways, profile, self.account, noted)
        else:
            self._understand_table(profile, learned, noted, progress, ours=ours)
        if self.verdict in ("catalog", "items", "form") and not ours:
            damaged.note(self.grid, self.grid.sheet.look, noted)

    def _understand_table(
        self, profile: Profile, learned: Sequence[Learned], noted: Noted, progress: Progress, *, ours: bool
    ) -> None:
        header = self.header
        if header is None:
            self._not_imported(verdicts.judge(self.grid, ()))
            return
        matches = self._columns = self.columns_of(header, profile, learned)
        judged = verdicts.judge(self.grid, matches)
        above = [text for row in range(header.top) for text in self.grid.texts(row) if text]
        is_catalog = verdicts.is_catalog(matches, " ".join([self.grid.sheet.name, *above[:_ABOVE]]))
        if judged.outweighs(matches):
            self._not_imported(judged)
            return
        if verdicts.is_items(matches) and judged.verdict != "dictionary":
            self.verdict = "items" if _names_only(matches) or not is_catalog else "catalog"
        elif is_catalog:
            self.verdict = "catalog"
        else:
            self._not_imported(judged)
            return
        self._read_tables(header, profile, learned, noted, progress, ours=ours)

    def columns_of(self, header: Header, profile: Profile, learned: Sequence[Learned]) -> tuple[ColumnMatch, ...]:
        """`match.columns`; asked again for the sheet's first header, the answer is known."""
        asked = (profile.key, tuple(learned))
        found = self._known_columns.get(asked) if header == self.header else None
        if found is None:
            found = match.columns(self.grid, header, profile, learned)
            if header == self.header:
                self._known_columns[asked] = found
        return found

    def _not_imported(self, judged: verdicts.Judgement) -> None:
        self.verdict, self.reason, self.problem = judged.verdict, judged.reason, judged.problem
        self.account.rest_left_out(judged.reason)

    def _read_tables(
        self,
        header: Header,
        profile: Profile,
        learned: Sequence[Learned],
        noted: Noted,
        progress: Progress,
        *,
        ours: bool,
    ) -> None:
        for row in range(header.top):
            text = next((text for text in self.grid.texts(row) if text), "")
            self.account.left_out(row, "instruction", Reason("row.title", {"text": row_kinds.shown(text)}))
        following: Header | None = header
        while following is not None:
            for row in range(following.top, following.bottom + 1):
                self.account.imported(row, "header")
            parts, below = blocks.side_by_side(following), -1
            for part in parts:
                matches = self.columns_of(part, profile, learned)
                beside = len(parts) > 1
                table = Table(self.grid, part, matches, profile, self.account, noted, ours=ours, beside=beside)
                self.tables.append(table)
                # Under the entries, a table of items that names them.
                items_only = self.verdict == "items" or (part.top > header.top and _is_items_of_others(matches))
                table.read(progress, items_only=items_only)
                table.split_items()
                table.note_damage()
                below = table.next_table
            following = self._following(below, profile, learned) if below >= 0 else None

    def _following(self, row: int, profile: Profile, learned: Sequence[Learned]) -> Header | None:
        """The header of the table that begins at `row`; None for a table of something else, which is left out."""
        header = headers.find(self.grid, row, limit=1)
        matches = self.columns_of(header, profile, learned) if header else ()
        if header and (verdicts.is_catalog(matches, self.grid.sheet.name) or verdicts.is_items(matches)):
            return header
        seen = verdicts.named(text for text in self.grid.texts(row) if text)
        self.account.rest_left_out(Reason("row.other-table", {"columns": seen}))
        return None

    def become_alone(self) -> None:
        """An items sheet without entries anywhere: its rows cannot be imported."""
        self.reason, self.problem = Reason("sheet.items-alone"), "input.items-alone"
        self.tables = []
        self.account = Account(self.grid)
        self.account.rest_left_out(self.reason)

    def become_catalog(self, profile: Profile, noted: Noted, progress: Progress, *, ours: bool) -> None:
        """An items sheet that also names the entries, in a file without another sheet for them."""
        self.verdict, self.tables, self.account = "catalog", [], Account(self.grid)
        if self.header is not None:
            self._read_tables(self.header, profile, (), noted, progress, ours=ours)

    @property
    def names_entries(self) -> bool:
        """Whether the columns include the entry's name or code."""
        return any(one.field in ("name", "code") and not one.of_item for one in self._columns)

    def settle(self) -> None:
        """The last word about refused rows."""
        for table in self.tables:
            table.refuse_stamped()
            table.settle()

    def drafts(self) -> list[Draft]:
        """The entries of this sheet."""
        if self._drafts:
            return self._drafts
        tables = self.tables if self.verdict == "catalog" else ()
        return [draft for table in tables if not table.items_only for draft in table.drafts()]

    @property
    def office(self) -> str:
        """The office that a list kept beside the catalog names (部门职能清单: 单位名称 | 市民政局)."""
        rows = range(min(self.grid.height, _ABOVE)) if self.verdict == "lists" else ()
        return office_above(text for row in rows for text in self.grid.texts(row) if text)

    def kept_list(self) -> KeptList | None:
        """The sheet as a list to keep; not when it carries a secrecy mark."""
        if self.verdict != "lists":
            return None
        rows = tuple(tuple(self.grid.texts(row)) for row in range(self.grid.height) if not self.grid.blank(row))
        if len(rows) > _LONGEST_LIST or secrecy.mark_in(text for row in rows for text in row):
            return None
        return KeptList(self.grid.sheet.name, str(self.reason.params.get("kind", "")) if self.reason else "", rows)

    def report(self) -> SheetReport:
        """What is told about this sheet."""
        rows = tuple(
            self.grid.number(row) for table in self.tables for row in range(table.header.top, table.header.bottom + 1)
        )
        return SheetReport(
            self.grid.sheet.name,
            self.verdict,
            self.reason,
            rows,
            self._columns,
            self.account.counts(),
            self.account.all_left_out(),
        )


def _is_items_of_others(matches: Sequence[ColumnMatch]) -> bool:
    names = any(one.field in ("name", "code") and not one.of_item for one in matches)
    return names and verdicts.is_items(matches) and _names_only(matches)


def _names_only(matches: Sequence[ColumnMatch]) -> bool:
    """An items sheet names its entry, and nothing else about it."""
    of_entry = {one.field for one in matches if one.field and not one.of_item}
    return of_entry <= {"name", "code", "provider", "secrecy"}


def stamp_of(sheets: Sequence[Sheet]) -> str:
    """The profile (id@version) a workbook of ours was made with, "" for other files or a profile not installed."""
    for sheet in sheets:
        if sheet.hidden and sheet.rows and plain.tidy(cell_text(sheet.rows[0][0])) == STAMP and len(sheet.rows[0]) > 1:
            name = plain.tidy(cell_text(sheet.rows[0][1]))
            return name if name.partition("@")[0] in profiles.load_profiles() else ""
    return ""


def suggest(works: Sequence[SheetWork]) -> tuple[Suggestion, ...]:
    """The profiles by how well they explain the file's headers; the default one is preferred when in doubt.

    A single city's or platform's is thought of only where a word of its own stands in the header: that it also has a
    column 备注 is not enough.
    """
    found: list[tuple[float, float, str]] = []
    for profile in profiles.load_profiles().values():
        total = weight = 0.0
        marked = profile.id == profiles.DEFAULT
        for work in works:
            matches = _quick(work, profile)
            size = len(matches)
            if size and (verdicts.is_catalog(matches) or verdicts.is_items(matches) or work.pairs):
                total += match.fit(matches, profile) * size
                weight += size
                marked = marked or match.marks(matches, profile) > 0
        if weight:
            doubt = 0.0 if marked else _UNMARKED
            found.append(
                (total / weight - doubt + _PREFERRED * (profile.id == profiles.DEFAULT), total / weight, profile.key)
            )
    found.sort(key=lambda one: -one[0])
    # Marks in the header count beside the columns, so that the sum that ranks may pass the whole.
    return tuple(Suggestion(key, round(min(1.0, fit), 3)) for _, fit, key in found)


def _quick(work: SheetWork, profile: Profile) -> Sequence[ColumnMatch]:
    if work.header is not None:
        return work.columns_of(work.header, profile, ())
    return [
        ColumnMatch("", pair.label, "", fields[0].id if fields else None, False, "synonym", 0.9 if fields else 0.0)
        for pair in work.pairs
        for fields in [match.named(headers.Label(pair.column, pair.label, ""), profile)]
    ]
