"""Broken files of every kind: always an answer in a sentence, never a traceback, a hang or a machine out of memory."""

import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.spreadsheets.attacked import SECONDS, Reader, is_fine
from tests.spreadsheets.hostile import BOOKS, HEAVY
from tests.spreadsheets.mutants import mutants, seeds

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"


def fuzz(folder: Path, count: int, seed: int, keep: Path | None = None) -> Counter[str]:
    """The answers to `count` mutants, read by two children at once."""
    waiting = mutants(seeds(folder / "seeds", SHARED), count, seed)
    lock, answers, faults = threading.Lock(), Counter[str](), list[str]()

    def work(number: int) -> None:
        reader = Reader()
        # One file name for all: the mutant is read by its content.
        path = folder / f"mutant{number}.xls"
        while True:
            with lock:
                way, data = next(waiting, ("", b""))
            if not way:
                break
            path.write_bytes(data)
            said, seconds = reader.answer(path)
            with lock:
                answers.update(said[:1])
                if seconds > SECONDS or not all(map(is_fine, said)):
                    faults.append(f"{way}: {said} {seconds:.1f} s")
                    if keep:
                        (keep / f"{len(faults)}-{way}.xls").write_bytes(data)
        reader.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    return answers


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
def test_mutants_get_an_answer(tmp_path: Path) -> None:
    answers = fuzz(tmp_path, 300, 20261123)
    assert answers.total() == 300
    assert len(answers) > 4


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
def test_many_mutants_get_an_answer(tmp_path: Path) -> None:
    answers = fuzz(tmp_path, 5000, 5, tmp_path)
    assert answers.total() == 5000
    print(answers.most_common())


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    one = Reader()
    yield one
    one.close()


@pytest.mark.parametrize("name", [pytest.param(one, marks=[pytest.mark.slow] if one in HEAVY else []) for one in BOOKS])
def test_what_is_made_to_harm_does_none(name: str, reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(BOOKS[name]())
    said, seconds = reader.answer(path)
    assert [one for one in said if not is_fine(one)] == []
    assert seconds < SECONDS
