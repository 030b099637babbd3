"""What kind of place a folder is: a disk of this computer, a network drive, a folder that some program synchronises.

Write-ahead logging needs a local disk: on a network drive locks are not reliable, and a synchronising program copies
the file and its log at different moments. So it is said, with what to do; it is never a reason to refuse.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath

_NETWORK = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "lustre", "davfs",
    "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.s3fs", "fuse.smbnetfs",
})  # fmt: skip
_SYNCED = {
    "onedrive": "OneDrive",
    "坚果云": "坚果云",
    "我的坚果云": "坚果云",
    "nutstore": "坚果云",
    "baidusyncdisk": "百度网盘",
    "baidunetdisk": "百度网盘",
    "baiduyun": "百度网盘",
    "百度网盘": "百度网盘",
    "百度网盘同步空间": "百度网盘",
    "百度云": "百度网盘",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud": "iCloud",
    "iclouddrive": "iCloud",
    "微云": "腾讯微云",
    "weiyun": "腾讯微云",
    "wps云盘": "WPS云盘",
    "wpsdrive": "WPS云盘",
    "wps cloud files": "WPS云盘",
    "阿里云盘": "阿里云盘",
    "天翼云盘": "天翼云盘",
    "nextcloud": "Nextcloud",
    "syncthing": "Syncthing",
}
"""How the folders of such programs begin, in lower case, and what the program is called."""

_MARKS = {".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".stfolder": "Syncthing", ".nutstore": "坚果云",
          ".sync": "Resilio Sync", ".owncloudsync.log": "Nextcloud", ".nextcloudsync.log": "Nextcloud"}  # fmt: skip
"""Files that such programs leave in the folders they watch."""

_REMOTE_DRIVE = 4
_REMOVABLE_DRIVE = 2


@dataclass(frozen=True, slots=True)
class Place:
    """`kind`: local | network | synced | removable; `what`: the file system or the program, "" for a local disk."""

    kind: str
    what: str = ""

    @property
    def fit(self) -> bool:
        """Whether work may lie there without worry."""
        return self.kind == "local"


def place_of(path: Path) -> Place:
    """Where a file lies, or will lie."""
    path = path.absolute()
    synced = synced_by(path) or _marked(path)
    if synced:
        return Place("synced", synced)
    if os.name == "nt":
        return _windows_place(path)
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return Place("local")
    kind = file_system(path, mounts)
    return Place("network", kind) if kind in _NETWORK else Place("local")


def synced_by(path: PurePath) -> str:
    """The program that synchronises a folder of this name, "" when none is known to."""
    for part in path.parts:
        name = part.casefold()
        for beginning, program in _SYNCED.items():
            if name == beginning or name.startswith(
                (f"{beginning} ", f"{beginning}-", f"{beginning}(", f"{beginning}（")
            ):
                return program
    return ""


def is_share(path: PureWindowsPath) -> bool:
    r"""Whether a Windows path is a network share (`\\server\share`)."""
    return path.drive.startswith("\\\\") and not path.drive.startswith(("\\\\?\\", "\\\\.\\"))


def file_system(path: Path, mounts: str) -> str:
    """The type of the file system a path lies on, by the text of `/proc/self/mountinfo`; "" when it is not said."""
    best, kind = -1, ""
    real = Path(os.path.realpath(path))
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        parts = left.split(" ")
        if len(parts) < 5 or not right:
            continue
        mount = Path(parts[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"))
        # Of several mounts on one folder the last one counts.
        if (real == mount or mount in real.parents) and len(mount.parts) >= best:
            best, kind = len(mount.parts), right.split(" ")[0]
    return kind


def _marked(path: Path) -> str:
    for folder in (path, *path.parents):
        for name, program in _MARKS.items():
            if (folder / name).exists():
                return program
    return ""


def _windows_place(path: Path) -> Place:
    if is_share(PureWindowsPath(path)):
        return Place("network", "UNC")
    if sys.platform == "win32":
        import ctypes

        kind = ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\")
        if kind == _REMOTE_DRIVE:
            return Place("network", path.drive)
        if kind == _REMOVABLE_DRIVE:
            return Place("removable", path.drive)
    return Place("local")
