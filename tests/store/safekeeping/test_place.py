"""Network drives and synced folders are told by the mount table, by Windows paths and by names and marks of folders."""

from pathlib import Path, PureWindowsPath

import pytest

from client.store.safekeeping import place
from client.store.safekeeping.place import Place, file_system, is_share, place_of, synced_by

MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:40 / /mnt/share rw,relatime - cifs //server/share rw
31 22 0:41 / /mnt/share/local rw - ext4 /dev/vdb rw
32 22 0:42 / /mnt/with\\040blank rw - nfs4 server:/x rw
33 22 0:43 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/li/work.db", "ext4"),
        ("/mnt/share/work.db", "cifs"),
        ("/mnt/share/local/work.db", "ext4"),
        ("/mnt/shared/work.db", "ext4"),
        ("/mnt/with blank/a/work.db", "nfs4"),
        ("/run/user/1000/gvfs/smb-share/work.db", "fuse.gvfsd-fuse"),
    ],
)
def test_the_mount_table_tells_network_drives(path: str, kind: str) -> None:
    assert file_system(Path(path), MOUNTS) == kind


@pytest.mark.parametrize(
    ("path", "program"),
    [
        (r"C:\Users\li\OneDrive\数据\work.db", "OneDrive"),
        (r"C:\Users\li\OneDrive - 民政局\work.db", "OneDrive"),
        (r"D:\我的坚果云\work.db", "坚果云"),
        (r"C:\Users\li\iCloudDrive\work.db", "iCloud"),
        (r"D:\百度网盘同步空间\work.db", "百度网盘"),
        (r"D:\装坚果云之前\work.db", ""),
        (r"D:\坚果云\work.db", "坚果云"),
        (r"D:\Nutstore\1\work.db", "坚果云"),
        (r"D:\BaiduSyncdisk\work.db", "百度网盘"),
        (r"C:\Users\li\Dropbox (Personal)\work.db", "Dropbox"),
        (r"C:\Users\li\AppData\Local\catalog-client\work.db", ""),
    ],
)
def test_names_tell_synced_folders(path: str, program: str) -> None:
    assert synced_by(PureWindowsPath(path)) == program


def test_shares_of_windows() -> None:
    assert is_share(PureWindowsPath(r"\\server\share\work.db"))
    assert not is_share(PureWindowsPath(r"C:\work.db"))
    assert not is_share(PureWindowsPath(r"\\?\C:\work.db"))


def test_a_mark_tells_a_synced_folder(tmp_path: Path) -> None:
    assert place_of(tmp_path / "a" / "work.db") == Place("local")
    (tmp_path / ".nutstore").mkdir()
    assert place_of(tmp_path / "a" / "work.db") == Place("synced", "坚果云")
    assert not place.Place("synced", "x").fit
