"""When to try again, and how much to send at once: pure, the caller gives the dice."""

from dataclasses import dataclass

FIRST_WAIT = 15.0
LONGEST_WAIT = 3600.0
START, MOST = 10, 200
QUICK, SLOW = 8.0, 25.0


def wait(tries: int, dice: float, asked: float | None = None) -> float:
    """Seconds until the next try after `tries` failed ones; `dice` from 0 to 1 spreads clients that failed together.

    Doubles from 15 s to an hour. What the platform asked for (`Retry-After`) is the least.
    """
    doubled = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(max(tries, 1) - 1, 20))
    return max(doubled * (0.5 + dice / 2), asked or 0.0)


@dataclass(slots=True)
class Batch:
    """How many ops go up in one request: starts small, grows while the line is quick, halves when it is not."""

    size: int = START
    most: int = MOST

    def __post_init__(self) -> None:
        self.size = max(1, min(self.size, self.most))

    def answered(self, seconds: float) -> None:
        """A batch of full size was answered."""
        if seconds < QUICK:
            self.size = min(self.most, self.size * 2)
        elif seconds > SLOW:
            self.halve()

    def halve(self) -> bool:
        """Half of it; false when it was one already."""
        smaller = max(1, self.size // 2)
        changed, self.size = smaller < self.size, smaller
        return changed
