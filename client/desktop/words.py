"""What states, severities, kinds of acts and stages of work are called in the window (model.md 15)."""

from client.catalog.states import Local, Report
from client.checks.rule import Severity
from client.texts import Translator

_ = Translator("desktop")


def severity(value: str) -> str:
    """必须改, 可说明 or 提示."""
    return {
        Severity.ERROR: _("Must be mended"),
        Severity.WARNING: _("Mend or explain"),
        Severity.INFO: _("Hint"),
    }.get(Severity(value), value)


def severity_look(value: str) -> tuple[str, str]:
    """(icon, colour role) of a severity; the icon differs too, so that colour is never the only sign."""
    return {
        "error": ("error", "error"),
        "warning": ("warning", "warning"),
        "info": ("info", "info"),
        "success": ("done", "success"),
    }.get(value, ("info", "muted"))


def local_state(value: str) -> str:
    """What the office has done with its entry."""
    return {
        Local.DRAFT: _("Draft"),
        Local.READY: _("Ready"),
        Local.SIGNED_OFF: _("Signed off"),
        Local.WITHDRAWN: _("Withdrawn here"),
    }.get(Local(value), value)


def report_state(value: str) -> str:
    """Where the entry stands with the platform."""
    return {
        Report.NONE: _("Not reported"),
        Report.QUEUED: _("Waiting to be sent"),
        Report.SENT: _("Sent, no receipt yet"),
        Report.RECEIVED: _("Received above"),
        Report.IN_REVIEW: _("In review"),
        Report.ACCEPTED: _("Accepted"),
        Report.RETURNED: _("Returned"),
        Report.PUBLISHED: _("Published"),
        Report.WITHDRAWAL_REQUESTED: _("Withdrawal requested"),
        Report.WITHDRAWN: _("Withdrawn"),
    }.get(Report(value), value)


_LOOKS = {
    "draft": ("file", "neutral"),
    "ready": ("check", "info"),
    "signed_off": ("signoff", "success"),
    "withdrawn": ("withdraw", "neutral"),
    "none": ("more", "neutral"),
    "queued": ("clock", "info"),
    "sent": ("send", "info"),
    "received": ("receipt", "info"),
    "in_review": ("search", "info"),
    "accepted": ("done", "success"),
    "returned": ("returned", "error"),
    "published": ("done", "success"),
    "withdrawal_requested": ("withdraw", "warning"),
}


def state_look(value: str) -> tuple[str, str]:
    """(icon, kind of badge) of a local or report state; kinds are neutral, info, success, warning, error."""
    return _LOOKS.get(value, ("info", "neutral"))


def act_kind(value: str) -> str:
    """What a clerk calls an act, for 修改记录 and the undo menu; unknown kinds keep their name."""
    return {
        "new": _("New entry"),
        "copy": _("Copy of an entry"),
        "edit": _("Edit"),
        "delete": _("Delete"),
        "withdraw": _("Withdraw"),
        "import": _("Import"),
        "fix": _("Fix"),
        "signoff": _("Sign-off"),
        "submit": _("Queue for reporting"),
        "sync": _("Sync"),
        "undo": _("Undo"),
        "settle": _("Settle what both changed"),
        "explain": _("Explanation"),
        "adopt": _("Adopt a standard"),
        "restore": _("Restore"),
        "purge": _("Erase"),
        "number": _("Give codes"),
        "renumber": _("Give other codes"),
        "take-back": _("Take back from the queue"),
        "redo": _("Do again"),
    }.get(value, value)


def stage(value: str) -> str:
    """A stage of a long job; "" stays blank, unknown ones keep their name."""
    return {
        "": "",
        "opening": _("Opening the file"),
        "reading": _("Reading the file"),
        "understanding": _("Recognising the columns"),
        "planning": _("Comparing with what is here"),
        "checking": _("Checking"),
        "mending": _("Mending"),
        "writing": _("Writing"),
        "applying": _("Taking over"),
        "pulling": _("Fetching from above"),
        "fetching": _("Fetching the whole copy"),
        "filling": _("Taking over what stands above"),
        "sorting": _("Sorting"),
        "pushing": _("Sending"),
        "comparing": _("Comparing with above"),
        "indexing": _("Going through the entries"),
        "copying": _("Copying"),
        "undoing": _("Taking back"),
        "comparing-names": _("Comparing names"),
        "rescuing": _("Reading what can be read"),
        "restoring": _("Taking the backup back"),
        "erasing": _("Erasing"),
    }.get(value, value)
