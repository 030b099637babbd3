"""Looking for duplicates, and what a person decides about a group: not the same, or one of them goes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from client.catalog.entry import Entry
from client.desktop.jobs import Lane
from client.desktop.pages.duplicates.groups_view import GroupsView
from client.desktop.pages.page import Notice, Page, Target
from client.errors import ClientError
from client.texts import Translator
from client.workflows import edit_entry, similar
from client.workflows.duplicates import told_apart
from client.workflows.edit_entry import Removed
from client.workflows.similar import Group, Member

_ = Translator("desktop")


class Duplicates(QObject):
    """The view for a page; `problem` shows a failure in place. Nothing is looked for before somebody asks."""

    def __init__(self, page: Page, problem: Callable[[ClientError], None]) -> None:
        super().__init__(page)
        self._page, self._problem = page, problem
        self._ws = page.workspace
        self.looked = False
        self._asked = 0
        self.view = GroupsView()
        self.view.looked_for.connect(self.look)
        self.view.compared.connect(self._compare)
        self.view.opened.connect(lambda entry_id: page.requested.emit(Target("entries", entry=entry_id)))
        self.view.apart.connect(self.tell_apart)
        self.view.dropped.connect(self.drop)

    def look(self) -> None:
        """Goes through the whole store, beside the window; it can be stopped."""
        self.view.again.setEnabled(False)
        job = self._page.act(
            lambda progress: similar.groups(self._ws, progress),
            label=_("Looking for duplicates"),
            lane=Lane.NETWORK,
            stoppable=True,
            then=self._show,
            otherwise=self._problem,
        )
        job.ended.connect(lambda: self.view.again.setEnabled(True))

    def enter(self) -> None:
        """Somebody has come to see the groups."""
        if not self.looked:
            self.look()

    def tell_apart(self, group: Group | None) -> None:
        """Not the same: remembered, and not shown again."""
        if group is None:
            return
        ids = [one.id for one in group.members]
        self._page.act(
            lambda _progress: told_apart.tell_apart(self._ws, ids),
            then=lambda _done: self._settled(group, _("Remembered: these are not the same.")),
            otherwise=self._problem,
        )

    def drop(self, member: Member, stays: Member) -> None:
        """One of the group goes: a draft that was never reported is deleted, what was reported is withdrawn."""
        name = member.name or _("(no name yet)")
        if not self._page.ask.confirm(
            _("Withdraw “{name}”?").format(name=name),
            _("“{other}” stays. A draft that was never reported is deleted; it can be taken back.").format(
                other=stays.name
            ),
            yes=_("Withdraw this one"),
            danger=True,
        ):
            return
        self._page.act(
            lambda _progress: edit_entry.delete(self._ws, [member.id]),
            then=partial(self._deleted, member, stays),
            otherwise=self._problem,
        )

    def _deleted(self, member: Member, stays: Member, done: Removed) -> None:
        if done.entries:
            self._gone(done)
            return
        reason = self._page.ask.write(
            _("Withdraw what was reported"),
            _("It was reported already. The reason goes to the platform."),
            value=_("The same as “{name}”").format(name=stays.name),
            long=True,
            yes=_("Withdraw"),
        )
        if reason:
            self._page.act(
                lambda _progress: edit_entry.withdraw(self._ws, [member.id], reason),
                then=self._gone,
                otherwise=self._problem,
            )

    def _gone(self, done: Removed) -> None:
        group = self.view.present
        if done.kept:
            self._page.noticed.emit(Notice(_("It has a report under way; wait for its receipt.")))
        elif group is not None:
            self._settled(group, _("One of the group is gone."), done.act)

    def _settled(self, group: Group, text: str, act: str = "") -> None:
        self.view.leave_out(group)
        self._page.noticed.emit(Notice(text, act))

    def _show(self, groups: list[Group]) -> None:
        self.looked = True
        self.view.show_groups(groups)

    def _compare(self, ids: tuple[str, ...]) -> None:
        self._asked += 1
        self._page.act(
            lambda _progress: similar.group(self._ws, ids),
            lane=Lane.NETWORK,
            then=partial(self._lay_out, self._asked, ids),
            otherwise=lambda _problem: self.view.comparison.clear(),
        )

    def _lay_out(self, number: int, ids: tuple[str, ...], pair: tuple[Entry, ...]) -> None:
        if number == self._asked:
            self.view.show_pair(sorted(pair, key=lambda one: ids.index(one.id)))
