"""What narrows the list: chips for states and findings, the provider, words, and a filter another page has asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from client.catalog.states import Local, Report
from client.desktop import words
from client.desktop.widgets.filter_chips import Chip
from client.store.query import EntryFilter
from client.texts import Translator

_ = Translator("desktop")
ARRIVED = (Report.RECEIVED, Report.IN_REVIEW)
APPROVED = (Report.ACCEPTED, Report.PUBLISHED)
_REPORTS: Mapping[str, tuple[Report, ...]] = {"arrived": ARRIVED, "approved": APPROVED}
_SEVERITIES = ("error", "warning", "clean")
_FLAGS = ("returned", "conflict", "waiting")
_LOCALS = (Local.DRAFT, Local.SIGNED_OFF, Local.WITHDRAWN)


def chips(counts: Mapping[str, int], on: Iterable[str]) -> Sequence[Chip]:
    """The chips worth showing: those that would show something, and those that are on."""
    shown = set(on)
    made = []
    for key in ("returned", "conflict", *_SEVERITIES, *_LOCALS, "waiting", *_REPORTS):
        count = _count(counts, key)
        if count or key in shown:
            made.append(Chip(str(key), _word(key), count))
    return made


def narrowed(base: EntryFilter, keys: Iterable[str], text: str, provider: str) -> EntryFilter:
    """`base` and everything that is chosen beside it. Of two severities the later one counts."""
    on = list(keys)
    severity = next((key for key in reversed(on) if key in _SEVERITIES), base.severity)
    local = tuple(one for one in _LOCALS if one in on)
    report = tuple(one for key in _REPORTS if key in on for one in _REPORTS[key])
    return replace(
        base,
        text=text,
        provider=provider,
        severity=severity,
        local=local or base.local,
        report=report or base.report,
        returned=base.returned or "returned" in on,
        conflict=base.conflict or "conflict" in on,
        waiting=base.waiting or "waiting" in on,
    )


def taken_apart(wanted: EntryFilter) -> tuple[tuple[str, ...], EntryFilter]:
    """(chips, the rest): what chips can say is said by chips, so that the clerk sees and can undo it."""
    on: list[str] = [name for name in _FLAGS if getattr(wanted, name)]
    rest = replace(wanted, returned=False, conflict=False, waiting=False)
    if wanted.severity in _SEVERITIES:
        on.append(wanted.severity)
        rest = replace(rest, severity="")
    if wanted.local and set(wanted.local) <= set(_LOCALS):
        on += [str(one) for one in wanted.local]
        rest = replace(rest, local=())
    for key, states in _REPORTS.items():
        if wanted.report and set(wanted.report) == set(states):
            on.append(key)
            rest = replace(rest, report=())
    return tuple(on), rest


def _count(counts: Mapping[str, int], key: str) -> int:
    if key in _FLAGS:
        return counts.get(key, 0)
    if key in _SEVERITIES:
        return counts.get(f"severity.{key}", 0)
    if key in _REPORTS:
        return sum(counts.get(f"report.{state}", 0) for state in _REPORTS[key])
    return counts.get(f"local.{key}", 0)


def _word(key: str) -> str:
    if key in ("error", "warning"):
        return words.severity(key)
    if key in set(_LOCALS):
        return words.local_state(key)
    return {
        "clean": _("Without faults"),
        "returned": _("Returned"),
        "conflict": _("Changed on both sides"),
        "waiting": words.report_state("queued"),
        "arrived": _("Arrived above"),
        "approved": _("Accepted or published"),
    }[key]
