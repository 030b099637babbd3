"""A program that is killed: brings the reference up to date from a station and says after every step where it is."""

import sys
from pathlib import Path

from client.settings import Settings
from client.sync import reference_snapshot
from client.workflows import refresh_reference
from client.workflows.workspace import Workspace


class Saying:
    """Writes a line at each step."""

    def stage(self, name: str, total: int = 0) -> None:
        """A stage."""
        self.step(0)

    def step(self, done: int) -> None:
        """A step."""
        sys.stdout.write(".\n")
        sys.stdout.flush()


def main(folder: Path) -> None:
    reference_snapshot.WORTH = 10
    ws = Workspace.open(folder / "work.db", settings=Settings(folder / "settings.json"))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    done = refresh_reference.from_platform(ws, progress=Saying())
    sys.stdout.write(f"done {done.entries}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
