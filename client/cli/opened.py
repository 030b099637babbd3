"""The workspace of one command: opened, set to the asked standard, closed again; and entries named on the line."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from client.cli.call import Call
from client.errors import InputProblem, StoreProblem
from client.store.query import EntryFilter
from client.texts import Translator
from client.workflows import import_sheet
from client.workflows.safekeeping import back_up
from client.workflows.workspace import Workspace

_ = Translator("cli")


@contextmanager
def workspace(call: Call) -> Iterator[Workspace]:
    """The open workspace; what a power cut left half done is finished first."""
    ws = Workspace.open(call.store, settings=call.settings)
    try:
        place = ws.place
        if not place.fit:
            call.voice.warn(
                _("Your work lies where it is not safe ({what}); see: catalog doctor").format(
                    what=place.what or place.kind
                )
            )
        if call.profile:
            ws.use_profile(call.profile)
        import_sheet.recover(ws)
        yield ws
        # The hourly backup, for offices that work by scripts; a full disk is said by what writes, not here.
        with suppress(StoreProblem):
            back_up.when_due(ws)
    finally:
        ws.close()


def named(ws: Workspace, words: Sequence[str]) -> list[str]:
    """Entry ids for what a person typed: an id or its beginning or end, a catalog code, or the exact name.

    Raises `InputProblem` when a word means no entry or more than one.
    """
    return [_one(ws, word) for word in words]


def _one(ws: Workspace, word: str) -> str:
    found = ws.query.entry(word)
    if found is not None and not found.deleted:
        return found.entry.id
    by_code = ws.query.ids(EntryFilter(where=(("code", word),)), limit=2)
    by_name = by_code or ws.query.ids(EntryFilter(where=(("name", word),)), limit=2)
    if not by_name and len(word) >= 6:
        by_name = [one for one in ws.query.ids(EntryFilter()) if one.startswith(word) or one.endswith(word)]
    if len(by_name) > 1:
        raise InputProblem("entry.ambiguous", name=word, count=len(by_name))
    if not by_name:
        raise InputProblem("entry.gone", name=word)
    return by_name[0]
