"""How well the names of real entries are told apart, by the pairs that were labelled before there was code."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from client.catalog.entry import as_text
from client.checks.similar import Named, Verdict, judge, place_of
from client.spreadsheets.understand import understand

HERE = Path(__file__).parent
Place = tuple[str, int]


def labelled(file: str) -> Iterator[tuple[Place, Place, str]]:
    with (HERE / file).open(encoding="utf-8", newline="") as pairs:
        for line in csv.DictReader(pairs):
            yield (line["file"], int(line["row"])), (line["file2"], int(line["row2"])), line["label"]


@pytest.fixture(scope="session")
def real_names(shared: Path) -> dict[Place, Named]:
    return {
        (path.name[:3], draft.row): Named(
            "", as_text(draft.values.get("name", "")), place=place_of(as_text(draft.values.get("provider", "")))
        )
        for path in sorted((shared / "data").glob("p*"))
        if path.name < "p11"
        for draft in understand(path).drafts
    }


@pytest.mark.parametrize("file", ["pairs.csv", "later.csv", "third.csv"])
def test_precision_and_recall_on_labelled_real_pairs(real_names: dict[Place, Named], file: str) -> None:
    """None of the published catalogs has items, so the most that may come out is "please look"."""
    table: Counter[tuple[str, Verdict]] = Counter()
    wrong = []
    for one, other, label in labelled(file):
        said = judge(real_names[one], real_names[other]).verdict
        assert said is not Verdict.SAME
        table[label, said] += 1
        if (label == "same") != (said is Verdict.LOOK):
            wrong.append(f"{label} -> {said}: {real_names[one].name} | {real_names[other].name}")
    print("\n".join(wrong))
    for label, wanted in (("same", Verdict.LOOK), ("series", Verdict.SERIES)):
        hit = table[label, wanted]
        said_so = sum(count for (_, said), count in table.items() if said is wanted)
        all_of_it = sum(count for (known, _), count in table.items() if known == label)
        print(
            f"\n{file}, {label}: precision {hit / said_so:.2f} ({said_so} said), recall {hit / all_of_it:.2f} ({all_of_it})"
        )
        assert hit / said_so >= 0.5
        assert hit / all_of_it >= 0.8
