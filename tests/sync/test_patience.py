"""When to try again, and how much to send."""

from hypothesis import given
from hypothesis import strategies as st

from client.sync.patience import LONGEST_WAIT, MOST, Batch, wait


def test_waits_double_up_to_an_hour() -> None:
    assert [wait(tries, 1.0) for tries in (1, 2, 3, 4)] == [15, 30, 60, 120]
    assert wait(60, 1.0) == LONGEST_WAIT
    assert wait(1, 0.0) == 7.5


@given(tries=st.integers(0, 10**6), dice=st.floats(0, 1), asked=st.none() | st.floats(0, 1e5))
def test_what_the_platform_asks_for_is_the_least(tries: int, dice: float, asked: float | None) -> None:
    seconds = wait(tries, dice, asked)
    assert seconds >= max(7.5, asked or 0)
    assert seconds <= max(LONGEST_WAIT, asked or 0)


def test_batches_grow_while_quick_and_halve_while_slow() -> None:
    batch = Batch()
    sizes = []
    for seconds in (1, 1, 1, 1, 1, 10, 30, 30):
        batch.answered(seconds)
        sizes.append(batch.size)
    assert sizes == [20, 40, 80, 160, MOST, MOST, 100, 50]


def test_a_batch_of_one_cannot_be_halved() -> None:
    batch = Batch(0, 5)
    assert batch.size == 1
    assert not batch.halve()
