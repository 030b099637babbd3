"""Makes the .mo files before hatchling packs a wheel, so that an installed client speaks Chinese."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TextsHook(BuildHookInterface[Any]):
    """Called by hatchling (pyproject.toml names this file)."""

    PLUGIN_NAME = "texts"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every .po file of the tree that is being packed."""
        sys.path.insert(0, str(Path(self.root) / "build"))
        import translations

        translations.compile_all(Path(self.root) / "resources" / "locale")
