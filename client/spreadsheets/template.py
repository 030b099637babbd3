"""A blank workbook of a profile for offices to fill in: drop-downs, linked lists, codes as text, instructions."""

from pathlib import Path

from client.catalog.profile import Profile


def write_template(profile: Profile, out: Path) -> None:
    """Writes the template. Raises `InputProblem` when the file cannot be written (open in Excel, no such folder)."""
    raise NotImplementedError
