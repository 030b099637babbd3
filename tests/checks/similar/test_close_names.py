import random

import pytest

from client.catalog import plain
from client.checks.close_names import CloseNames
from client.checks.similar import close_keys, read

WORDS = (
    "低保",
    "特困",
    "残疾人",
    "登记",
    "信息",
    "基本",
    "清河县",
    "第3批",
    "2024年",
    "名录",
    "统计",
    "的",
    "二",
    "A1",
)


def _names(count: int, seed: int) -> list[str]:
    dice = random.Random(seed)
    names = ["".join(dice.choices(WORDS, k=dice.randint(0, 6))) for _ in range(count)]
    return [*names, "工" * 30, "工" * 20, "民政局_低保信息", "长" * 190 + "低保" * 20, "长" * 190 + "低保" * 21]


@pytest.mark.parametrize(("count", "seed"), [(1, 1), (30, 2), (60, 3), (700, 4)])
def test_finds_what_a_comparison_with_every_name_finds(count: int, seed: int) -> None:
    names = _names(count, seed)
    keys, numbers = [plain.key(name) for name in names], [read(name).numbers for name in names]
    together = CloseNames()
    for key, held in zip(keys, numbers, strict=True):
        together.add(key, held)
    found = 0
    for key, held in zip(keys, numbers, strict=True):
        wanted = [place for place in close_keys(key, keys) if numbers[place] == held] if key else []
        assert together.close(key, held) == wanted
        found += len(wanted)
    assert found > 0 or count == 1


def test_of_very_many_names_the_close_one_is_found() -> None:
    together = CloseNames()
    dice = random.Random(7)
    for _ in range(3000):
        together.add("".join(dice.choices("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未", k=9)), ())
    together.add("农村低保对象基本信息", ())
    together.add("农村低保对象基本信息", ("2",))
    assert together.close("农村低保对象的基本信息", ()) == [3000]


def test_a_name_nobody_else_has_is_close_to_none() -> None:
    together = CloseNames()
    together.add("低保信息第1批", ("第1批",))
    together.add("低保信息第2批", ("第2批",))
    together.add("", ())
    assert together.close("低保信息第1批", ("第1批",)) == []
    assert together.close("低保信息第3批", ("第3批",)) == []
    assert together.close("", ()) == []
