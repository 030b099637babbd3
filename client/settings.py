"""The choices a person or an office can make about the client, each declared once with its default and texts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from client import paths
from client.errors import SettingsProblem
from client.texts import Text

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice: its name in the file, its default, what it is called, and the values allowed (empty: any)."""

    name: str
    default: Value
    label: Text
    allowed: tuple[Value, ...] = ()


SETTINGS = (
    Setting("language", "", Text("语言", "Language"), ("", "zh_CN", "en")),
    Setting("theme", "system", Text("外观", "Appearance"), ("system", "light", "dark")),
    Setting("text_size", 100, Text("文字大小（%）", "Text size (%)"), (90, 100, 115, 130, 150)),
    Setting("profile", "decree-809", Text("默认编目规范", "Default standard")),
    Setting("backup_folder", "", Text("备份的第二个位置（如U盘）", "Second place for backups (such as a stick)")),
    Setting("proxy", "system", Text("网络代理", "Network proxy"), ("system", "none")),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}


class Settings:
    """The settings file of this person. A missing or damaged file means the defaults; it is never a reason to stop."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or paths.home() / "settings.json"
        self._values = dict(self._read())

    @property
    def file(self) -> Path:
        """Where they are kept."""
        return self._file

    def __getitem__(self, name: str) -> Value:
        return self._values.get(name, _BY_NAME[name].default)

    def text(self, name: str) -> str:
        """A setting whose value is a word."""
        return str(self[name])

    def set(self, name: str, value: Value) -> None:
        """Changes one setting and writes the file. Raises `SettingsProblem` for an unknown name or value."""
        setting = _BY_NAME.get(name)
        if setting is None:
            raise SettingsProblem("settings.unknown", name=name)
        if setting.allowed and value not in setting.allowed:
            raise SettingsProblem("settings.value", name=name, value=str(value))
        self._values[name] = value
        self._write()

    def _read(self) -> Mapping[str, Value]:
        try:
            raw = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        known = raw.items() if isinstance(raw, dict) else ()
        return {
            name: value
            for name, value in known
            if name in _BY_NAME and (not _BY_NAME[name].allowed or value in _BY_NAME[name].allowed)
        }

    def _write(self) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside = self._file.with_suffix(".new")
            beside.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            beside.replace(self._file)
        except OSError as problem:
            raise SettingsProblem("settings.not-written", path=str(self._file), why=str(problem)) from problem
