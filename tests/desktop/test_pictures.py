"""Pictures of the window: the rehearsal and the README take them."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from client.desktop import pictures, theme
from client.workflows import edit_entry
from client.workflows.workspace import Workspace


def test_every_page_of_a_store_can_be_taken(workspace: Workspace, tmp_path: Path, qapp: QApplication) -> None:
    edit_entry.new_entry(workspace, {"name": "低保对象信息"})
    out = tmp_path / "pictures"
    assert pictures.main([str(out), "--store", str(workspace.db.path), "--size", "1093x614"]) == 0
    theme.apply(qapp, "light")
    made = {file.stem for file in out.glob("*.png")}
    assert {"home", "entries", "entry", "entry-items", "import", "findings", "sync", "settings"} <= made
    assert {"first-start", "first-start-form", "blank-entries"} <= made
    for file in out.glob("*.png"):
        image = QImage(str(file))
        assert (image.width(), image.height()) == (1093, 614), file


@pytest.mark.timeout(180)
def test_without_a_store_the_sample_is_shown(tmp_path: Path, qapp: QApplication) -> None:
    assert pictures.main([str(tmp_path), "--sample", "--only", "entries", "--theme", "dark"]) == 0
    theme.apply(qapp, "light")
    assert (tmp_path / "entries.png").stat().st_size > 50_000
