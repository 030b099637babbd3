"""What a command is given: one call of the program."""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from client.cli.speak import Voice
from client.settings import Settings

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Verbs = argparse.Action


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the program: where its store is, how it speaks, its arguments."""

    store: Path
    profile: str
    voice: Voice
    settings: Settings
    args: argparse.Namespace
