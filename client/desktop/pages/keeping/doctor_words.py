"""What the doctor found, said to a clerk: one sentence for each code of `doctor.Check`, with what to do."""

from client import clock
from client.texts import Translator, mark
from client.workflows.safekeeping.doctor import Check

_ = Translator("desktop")

WORDS = {
    "store.ok": mark("Your work is sound: {path}"),
    "store.missing": mark("There is no work here yet: {path}"),
    "store.unclean": mark("Your work is sound and open in this window: {path}"),
    "store.damaged": mark(
        "The file with your work is damaged: {path}. Press “Mend the file”; what can be read is kept."
    ),
    "store.newer": mark("The file was written by a newer client (version {version}). Install the newer client: {path}"),
    "store.older": mark("The file is of an older version ({version}); it is upgraded when it is opened next: {path}"),
    "store.not-ours": mark("This is no file of this client, or its beginning is damaged: {path}"),
    "store.unreadable": mark("The file cannot be read: {path} ({faults}). Check the rights and the disk."),
    "store.size": mark("{entries} entries with {items} items, {queue} waiting to be sent; {mb} MB on the disk"),
    "backup.last": mark("Last backup {at}, {count} are kept"),
    "backup.none": mark("There is no backup yet. Press “Back up now” above."),
    "backup.second": mark("The second place for backups can be reached: {path}"),
    "backup.second-away": mark("The second place for backups cannot be reached: {path}. Plug in the stick."),
    "place.local": mark("Your work lies on a disk of this computer"),
    "place.network": mark(
        "Your work lies on a network drive ({what}), where the file may be damaged. Have the folder moved to a disk of"
        " this computer, and choose the network drive as second place for backups instead."
    ),
    "place.synced": mark(
        "Your work lies in a folder that {what} synchronises; it may be copied half written. Have it moved elsewhere,"
        " and choose this folder as second place for backups instead."
    ),
    "place.removable": mark("Your work lies on a removable drive ({what}). Never unplug it while the window is open."),
    "disk.free": mark("{mb} MB are free on this disk"),
    "clock.ok": mark("Clock: {now}"),
    "clock.back": mark(
        "The clock was set back: it says {now}, but work was done at {last}. Set it right; nothing is lost."
    ),
    "program": mark("Client {version} on {system}"),
    "python": mark("Python {version}"),
    "sqlite": mark("SQLite {version} (3.38 is needed)"),
    "fonts.ok": mark("{count} Chinese fonts"),
    "fonts.none": mark("No Chinese font is installed. Have one installed, such as fonts-noto-cjk."),
    "input.ok": mark("Input method: {programs}"),
    "input.no-program": mark("No input method was found. Have fcitx5 or ibus installed to type Chinese."),
    "input.no-module": mark(
        "Chinese cannot be typed: the module for {programs} is missing. Install our package again."
    ),
    "display.ok": mark("Display: {name}"),
    "display.none": mark("No display"),
    "proxy.set": mark("Network proxy: {proxy}"),
    "proxy.none": mark("No network proxy is set for programs"),
    "profile": mark("Standard: {profile}"),
    "error.last": mark("Last failure: {code}"),
    "error.none": mark("No failure in the log"),
}


def sentence(check: Check) -> str:
    """What was found; the code itself when a newer doctor knows one that has no words yet."""
    params = {
        name: clock.shown(value) if name in ("at", "now", "last") and isinstance(value, str) else value
        for name, value in check.params.items()
    }
    found = WORDS.get(check.code)
    return _(found).format(**params) if found else f"{check.code} {dict(check.params)}"
