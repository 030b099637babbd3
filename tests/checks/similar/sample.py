"""Draws the pairs of real names that were labelled by eye: `python tests/checks/similar/sample.py > drawn.csv`.

The seed was fixed before a line of `client/checks/similar.py` was written, and the labels in `pairs.csv` too. Only
places are kept (file, row), never the data. Strata, because a plain draw is nearly all number series: every pair of the
same canonical name, then pairs of one file with ratio >= 80 and the same numbers, with differing numbers, pairs in which
one name contains the other, and a band just below the threshold.
"""

import csv
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import fuzz, process

from client.catalog import plain
from client.catalog.entry import as_text
from client.spreadsheets.understand import understand

SEED = 20261123
STRATA = {"key": 40, "close": 150, "numbers": 40, "within": 40, "below": 40}
LATER_SEED = 20261124
LATER = {"close": 70, "within": 30}
"""Drawn and labelled when the code stood, from what the first draw left: how it does on pairs nobody tuned it on."""
THIRD_SEED = 20261125
THIRD = {"close": 40, "within": 10}
"""The same once more, after the year in a source was told from that in a name."""
DRAWS = ((SEED, STRATA), (LATER_SEED, LATER), (THIRD_SEED, THIRD))

Place = tuple[str, int]


def names_of(folder: Path) -> Iterator[tuple[str, list[tuple[Place, str]]]]:
    """(file, [(place, name)]) of the ten real catalogs."""
    for path in sorted(folder.glob("p*")):
        if path.name < "p11":
            drafts = understand(path).drafts
            named = [((path.name[:3], draft.row), as_text(draft.values.get("name", ""))) for draft in drafts]
            yield path.name[:3], [(place, name) for place, name in named if plain.key(name)]


def stratum(one: str, other: str, ratio: float) -> str:
    """Which drawer a pair lies in, "" for those that are never drawn."""
    if one == other:
        return "key"
    if ratio >= 80:
        return "close" if re.findall(r"\d+", one) == re.findall(r"\d+", other) else "numbers"
    if min(len(one), len(other)) >= 4 and (one in other or other in one):
        return "within"
    return "below" if ratio >= 70 else ""


def drawn(folder: Path, number: int = 0) -> list[tuple[Place, Place, str]]:
    """The sample of a draw (0: the first): two places and the drawer they were drawn from, none that an earlier one had."""
    drawers = drawers_of(folder)
    for seed, strata in DRAWS[:number]:
        taken = {pair[:2] for pair in _draw(drawers, random.Random(seed), strata)}
        drawers = {name: [pair for pair in pairs if pair not in taken] for name, pairs in drawers.items()}
    seed, strata = DRAWS[number]
    return _draw(drawers, random.Random(seed), strata)


def drawers_of(folder: Path) -> dict[str, list[tuple[Place, Place]]]:
    """Every pair that may be drawn, by drawer."""
    drawers: dict[str, list[tuple[Place, Place]]] = {name: [] for name in STRATA}
    for _, named in names_of(folder):
        keys = [plain.key(name) for _, name in named]
        ratios = process.cdist(keys, keys, scorer=fuzz.ratio)
        for place, key in enumerate(keys):
            for other in range(place + 1, len(keys)):
                name = stratum(key, keys[other], float(ratios[place][other]))
                if name:
                    drawers[name].append((named[place][0], named[other][0]))
    return drawers


def _draw(
    drawers: dict[str, list[tuple[Place, Place]]], dice: random.Random, strata: dict[str, int]
) -> list[tuple[Place, Place, str]]:
    return [
        (*pair, name)
        for name, wanted in strata.items()
        for pair in sorted(dice.sample(drawers[name], min(wanted, len(drawers[name]))))
    ]


if __name__ == "__main__":
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for (file, row), (other, other_row), name in drawn(Path(sys.argv[1])):
        writer.writerow([file, row, other, other_row, name])
