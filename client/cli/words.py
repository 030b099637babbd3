"""What states and severities are called (model.md 15); the codes themselves are only for programs."""

from client.texts import Translator, mark

_ = Translator("cli")

WORDS = {
    "total": mark("all entries"),
    "conflict": mark("changed on both sides"),
    "returned": mark("returned, not mended yet"),
    "waiting": mark("waiting to be sent"),
    "local.draft": mark("here: draft"),
    "local.ready": mark("here: ready"),
    "local.signed_off": mark("here: signed off"),
    "local.withdrawn": mark("here: withdrawn"),
    "report.none": mark("above: not reported"),
    "report.queued": mark("above: waiting to be sent"),
    "report.sent": mark("above: sent, no receipt yet"),
    "report.received": mark("above: received"),
    "report.in_review": mark("above: in review"),
    "report.accepted": mark("above: accepted"),
    "report.returned": mark("above: returned"),
    "report.published": mark("above: published"),
    "report.withdrawal_requested": mark("above: withdrawal requested"),
    "report.withdrawn": mark("above: withdrawn"),
    "severity.error": mark("with faults to mend"),
    "severity.warning": mark("with warnings to mend or explain"),
    "severity.clean": mark("without faults"),
    "severity.unchecked": mark("not checked yet"),
    "error": mark("must mend"),
    "warning": mark("may explain"),
    "info": mark("note"),
    "like.same": mark("most probably the same"),
    "like.collected": mark("collected by several offices"),
    "like.look": mark("please look"),
    "like.series": mark("a series"),
    "like.contrast": mark("close name, other data"),
    "like.different": mark("other data"),
    "due.mend": mark("mend what was returned"),
    "due.report": mark("report the change"),
    "due.review": mark("the platform reviews"),
    "due.update": mark("update the data"),
    "day.announced": mark("announced by the State Council"),
    "day.own": mark("added by the office"),
    "clerk": mark("clerk"),
    "approver": mark("approver"),
    "collector": mark("collector"),
    "editor": mark("reports"),
    "reviewer": mark("reviews"),
    "planned": mark("planned"),
    "applying": mark("being taken over"),
    "done": mark("done"),
    "undone": mark("taken back"),
    "submitted": mark("submitted"),
    "accepted": mark("accepted"),
    "published": mark("published"),
    "backup.import": mark("before an import"),
    "backup.sync": mark("before reporting"),
    "backup.exit": mark("at the end"),
    "backup.hour": mark("every hour"),
    "backup.restore": mark("before a restore"),
    "backup.repair": mark("before a repair"),
    "backup.upgrade": mark("before an upgrade"),
    "backup.asked": mark("asked for"),
    "difference.back": mark("comes back"),
    "difference.changed": mark("changes"),
    "difference.newer": mark("made since, goes unless reported"),
}


def word(code: str, axis: str = "") -> str:
    """The word for a code, in the present language; the code itself where there is none."""
    found = WORDS.get(f"{axis}.{code}" if axis else code)
    return _(found) if found else code
