"""What can be done with entries, one or many: each asks what it must, runs in a job and can be taken back."""

from collections.abc import Callable, Sequence

from client.catalog.states import Local
from client.desktop import blocked_words
from client.desktop.ask import FileKind
from client.desktop.jobs import Lane
from client.desktop.pages.entry.list_view import Act
from client.desktop.pages.entry.model_dialog import ModelDialog
from client.desktop.pages.entry.refused_dialog import Refused, RefusedDialog
from client.desktop.pages.fix_dialog import FixDialog
from client.desktop.pages.page import Notice, Page, Target
from client.desktop.pages.sign_off_dialog import SignOffDialog
from client.errors import ClientError
from client.store.query import EntryFilter
from client.texts import Translator
from client.workflows import check_entries, edit_entry, export_sheet
from client.workflows import sign_off as signing
from client.workflows import submit as submitting
from client.workflows.check_entries import Checked, Fixed, Offered
from client.workflows.edit_entry import Edited, Removed
from client.workflows.export_sheet import Exported
from client.workflows.sign_off import SignedOff
from client.workflows.standards.begin_from import begin_from
from client.workflows.submit import Submitted

_ = Translator("desktop")
CANDIDATES = 20000
Ids = Callable[[], Sequence[str]]
"""Gives ids when it is called, in a job: what is ticked may be a hundred thousand."""


def acts() -> tuple[Act, ...]:
    """The acts in the order of their day: look, mend, consent, report."""
    return (
        Act("check", _("Check"), "findings"),
        Act("fix", _("Mend what is safe"), "fix"),
        Act("sign_off", _("Sign off"), "signoff"),
        Act("submit", _("Queue for reporting"), "send"),
        Act("export", _("Export"), "export"),
        Act("copy", _("Copy as a new entry"), "copy", in_bar=False),
        Act("remove", _("Delete"), "trash", in_bar=False, danger=True),
        Act("withdraw", _("Withdraw what was reported"), "withdraw", in_bar=False, danger=True),
    )


class EntryActs:
    """The acts, for a page; `problem` shows a failure in place, `opened(entry id)` opens an entry just made."""

    def __init__(self, page: Page, problem: Callable[[ClientError], None], opened: Callable[[str], None]) -> None:
        self._page, self._problem, self._opened = page, problem, opened
        self._ws = page.workspace

    def do(self, key: str, ids: Ids, count: int) -> None:
        """Does the act with this key to `count` entries."""
        if count:
            one: Callable[[Ids, int], None] = getattr(self, key)
            one(ids, count)

    def new(self) -> None:
        """A new draft, open at once."""
        self._page.act(
            lambda _progress: edit_entry.new_entry(self._ws),
            then=lambda done: self._opened(done.entry.id),
            otherwise=self._problem,
        )

    def new_from_model(self) -> None:
        """A new draft after a model entry of the office's packs, open at once."""
        models = self._ws.tables.models
        if not models:
            self._page.ask.tell(
                _("No models yet"),
                _(
                    "Model entries come with a pack of the office or the county: Standards, Packs. An entry of the level above can serve as one, too."
                ),
            )
            return
        dialog = ModelDialog(models, self._ws.profile, self._page)
        if self._page.ask.run(dialog) and dialog.chosen:
            model = dialog.chosen
            self._page.act(lambda _progress: begin_from(self._ws, model.id), then=self._begun, otherwise=self._problem)

    def check(self, ids: Ids, _count: int) -> None:
        """Looks again and says what was found."""
        self._page.act(
            lambda progress: check_entries.check(self._ws, ids(), progress),
            label=_("Checking"),
            stoppable=True,
            then=self._checked,
            otherwise=self._problem,
        )

    def fix(self, ids: Ids, _count: int) -> None:
        """Shows what can be mended without a question, then mends it."""
        self._page.act(
            lambda progress: check_entries.preview_fixes(self._ws, "", ids(), progress=progress),
            label=_("Looking for what can be mended"),
            stoppable=True,
            then=self._show_offer,
            otherwise=self._problem,
        )

    def sign_off(self, ids: Ids, _count: int) -> None:
        """Asks for the department's consent."""
        states = (Local.DRAFT, Local.READY, Local.SIGNED_OFF)

        def candidates(_progress: object) -> list[object]:
            wanted = EntryFilter(ids=tuple(ids()), severity="clean", local=states)
            return list(self._ws.query.rows(wanted, "name", False, 0, CANDIDATES))

        self._page.act(candidates, then=self._ask_consent, otherwise=self._problem)

    def submit(self, ids: Ids, _count: int) -> None:
        """加入待报送."""
        self._page.act(
            lambda progress: submitting.submit(self._ws, ids(), progress=progress),
            label=_("Queue for reporting"),
            stoppable=True,
            then=self._submitted,
            otherwise=self._problem,
        )

    def export(self, ids: Ids, count: int) -> None:
        """Asks for a file and writes it."""
        office = self._ws.office
        name = _("Catalog {office} {day}.xlsx").format(office=office.name if office else "", day=self._ws.today)
        out = self._page.ask.save_file(
            _.plural("Export {count} entry", "Export {count} entries", count).format(count=f"{count:,}"),
            name,
            export_kinds(),
        )
        if out is None:
            return
        self._page.act(
            lambda progress: export_sheet.export(self._ws, out, EntryFilter(ids=tuple(ids())), progress=progress),
            label=_("Exporting"),
            lane=Lane.HEAVY,
            stoppable=True,
            then=self._exported,
            otherwise=self._problem,
        )

    def copy(self, ids: Ids, _count: int) -> None:
        """A new draft with the same content, open at once; of several the first."""
        self._page.act(
            lambda _progress: edit_entry.copy_entry(self._ws, ids()[0]), then=self._copied, otherwise=self._problem
        )

    def remove(self, ids: Ids, count: int) -> None:
        """Deletes drafts; what was reported already is kept."""
        if count > 1 and not self._page.ask.confirm(
            _("Delete {count} entries?").format(count=f"{count:,}"),
            _("Only drafts that were never reported are deleted; it can be taken back."),
            yes=_("Delete"),
            danger=True,
        ):
            return
        self._page.act(
            lambda _progress: edit_entry.delete(self._ws, ids()), then=self._removed, otherwise=self._problem
        )

    def withdraw(self, ids: Ids, count: int) -> None:
        """Asks for the reason; the withdrawal waits to be sent like every report."""
        reason = self._page.ask.write(
            _("Withdraw what was reported"),
            _.plural(
                "Why is {count} entry withdrawn? The reason goes to the platform.",
                "Why are {count} entries withdrawn? The reason goes to the platform.",
                count,
            ).format(count=f"{count:,}"),
            long=True,
            yes=_("Withdraw"),
        )
        if reason:
            self._page.act(
                lambda _progress: edit_entry.withdraw(self._ws, ids(), reason),
                then=self._withdrawn,
                otherwise=self._problem,
            )

    # -- what comes back ---------------------------------------------------------------------------------------------

    def _say(self, text: str, undo: str = "") -> None:
        self._page.noticed.emit(Notice(text, undo))

    def _checked(self, done: Checked) -> None:
        text = _("{checked} entries checked: {errors} must be mended, {warnings} to mend or explain")
        self._say(text.format(checked=f"{done.checked:,}", errors=f"{done.errors:,}", warnings=f"{done.warnings:,}"))

    def _show_offer(self, offered: Offered) -> None:
        if not offered.fixes:
            self._say(_("Nothing here can be mended without you."))
            return
        text = _("{fixes} places in {entries} entries would be changed, and can be changed back at once.").format(
            fixes=f"{offered.fixes:,}", entries=f"{len(offered.entries):,}"
        )
        yes = _.plural("Mend {count} place", "Mend {count} places", offered.fixes).format(count=f"{offered.fixes:,}")
        if self._page.ask.run(FixDialog(_("What would be mended"), text, offered.samples, yes, self._page)):
            self._page.act(
                lambda progress: check_entries.fix_safe(self._ws, offered.entries, progress),
                label=_("Mending"),
                then=self._fixed,
                otherwise=self._problem,
            )

    def _fixed(self, done: Fixed) -> None:
        text = _.plural("{count} place mended", "{count} places mended", done.fixes).format(count=f"{done.fixes:,}")
        self._say(text, done.act)

    def _ask_consent(self, candidates: list[object]) -> None:
        if not candidates:
            self._say(_("None of these is without faults; mend or explain them first."))
            return
        approvers = [one.name for one in self._ws.query.people() if one.role == "approver"]
        dialog = SignOffDialog(candidates, approvers, self._page)  # type: ignore[arg-type]
        if not self._page.ask.run(dialog):
            return
        ids, approver, document = dialog.entries(), dialog.approver.currentText(), dialog.document.text()
        self._page.act(
            lambda _progress: signing.sign_off(
                self._ws,
                ids,
                approver,
                document,
                secrecy_assessed=dialog.secrecy.isChecked(),
                personal_assessed=dialog.personal.isChecked(),
            ),
            label=_("Signing off"),
            then=self._signed,
            otherwise=self._problem,
        )

    def _signed(self, done: SignedOff) -> None:
        count = len(done.entries)
        text = _.plural("{count} entry signed off", "{count} entries signed off", count).format(count=f"{count:,}")
        self._say(text + blocked_words.numbered(done.codes), done.act)
        self._show_refused(_("Not signed off"), done.refused)

    def _submitted(self, done: Submitted) -> None:
        count = len(done.queued)
        text = _.plural("{count} entry waits to be sent", "{count} entries wait to be sent", count)
        self._say(
            text.format(count=f"{count:,}") + blocked_words.numbered(done.codes)
            if count
            else _("Nothing new to report: it stands above as it is here.")
            if not done.refused
            else _("None of these can be reported yet."),
            done.act,
        )
        self._show_refused(_("Not queued yet"), done.refused)

    def _show_refused(self, title: str, refused: Refused) -> None:
        if not refused:
            return
        count = len(refused)
        text = _.plural(
            "{count} entry was left out. Go there, mend it, and try again.",
            "{count} entries were left out. Go there, mend them, and try again.",
            count,
        ).format(count=f"{count:,}")
        dialog = RefusedDialog(title, text, refused, self._ws.query, self._page)
        if self._page.ask.run(dialog) and dialog.chosen:
            line = dialog.chosen
            place = Target("entries", entry=line.entry, item=line.first.item, field=line.first.field)
            self._page.requested.emit(place)

    def _exported(self, done: Exported) -> None:
        self._say(exported_text(done))

    def _begun(self, done: Edited) -> None:
        self._opened(done.entry.id)
        self._say(_("A new draft after the model, with your office as provider"), done.act)

    def _copied(self, done: Edited) -> None:
        self._opened(done.entry.id)
        self._say(_("A copy, as a new draft without a code"), done.act)

    def _removed(self, done: Removed) -> None:
        count = len(done.entries)
        parts = [_.plural("{count} entry deleted", "{count} entries deleted", count).format(count=f"{count:,}")]
        if done.kept:
            parts.append(_("{count} were reported already and are kept; withdraw them").format(count=len(done.kept)))
        self._say("；".join(parts if count else parts[1:]), done.act if count else "")

    def _withdrawn(self, done: Removed) -> None:
        count = len(done.entries)
        text = _.plural("{count} withdrawal waits to be sent", "{count} withdrawals wait to be sent", count)
        parts = [text.format(count=f"{count:,}")]
        if done.kept:
            parts.append(_("{count} were not reported or have a report under way").format(count=len(done.kept)))
        self._say("；".join(parts), done.act if count else "")


def export_kinds() -> list[FileKind]:
    """What entries can be exported to."""
    return [
        FileKind(_("Workbook"), ("*.xlsx",)),
        FileKind(_("Text table"), ("*.csv",)),
        FileKind(_("Exchange file"), ("*.json",)),
        FileKind(_("Catalog for open data portals (DCAT-AP)"), ("*.jsonld",)),
    ]


def exported_text(done: Exported) -> str:
    """What was written, and what was not."""
    text = _("{count} entries written to {file}").format(count=f"{done.entries:,}", file=done.path.name)
    if done.refused:
        text += "；" + _("{count} with a secrecy mark were left out").format(count=len(done.refused))
    return text
