"""Every failure a person can meet, as a code with parameters; the sentences live in `resources/errors/`.

    ClientError(code, **params)
    ├─ InputProblem       the file or the values: the clerk can mend it              exit 3
    ├─ StoreProblem       disk full, locked, too new, damaged: IT can mend it        exit 4
    ├─ PlatformProblem                                                               exit 5
    │  ├─ Unreachable     wait; the queue stays
    │  ├─ NotLetIn        sign in again; the queue pauses
    │  └─ Refused         mend the entry; it leaves the queue as returned
    └─ SettingsProblem    a setting, an enrolment file, a usage mistake              exit 2
    Cancelled             not an error: the clerk stopped it                         exit 6

Anything else that is raised is our bug.
"""

from typing import ClassVar

ParamValue = str | int | float


class ClientError(Exception):
    """A failure with a `code` (`area.problem`, a table in `resources/errors/<area>.toml`) and the `params` its sentences name."""

    exit_code: ClassVar[int] = 70

    def __init__(self, code: str, **params: ParamValue) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code} ({shown})" if shown else self.code

    def __reduce__(self) -> tuple[object, ...]:
        # Worker processes send their failures home by pickle, which would call the class without the keywords.
        return _rebuild, (type(self), self.code, self.params)


class InputProblem(ClientError):
    """The file or the values are not usable; nothing was stored."""

    exit_code = 3


class StoreProblem(ClientError):
    """The store cannot be opened, read or written."""

    exit_code = 4


class PlatformProblem(ClientError):
    """The higher-level platform did not do what was asked."""

    exit_code = 5


class Unreachable(PlatformProblem):
    """No answer, or an answer that says "later". `retry_after` in seconds where the platform said so."""

    def __init__(self, code: str, *, retry_after: float | None = None, **params: ParamValue) -> None:
        super().__init__(code, **params)
        self.retry_after = retry_after


class NotLetIn(PlatformProblem):
    """The platform does not accept the credential, or not for this space or role."""


class Refused(PlatformProblem):
    """The platform understood and said no."""


class SettingsProblem(ClientError):
    """A setting, an enrolment file or a command cannot be used as given."""

    exit_code = 2


class Cancelled(Exception):
    """Raised by `Progress.step` when the clerk pressed stop."""

    exit_code: ClassVar[int] = 6


def _rebuild(kind: type[ClientError], code: str, params: dict[str, ParamValue]) -> ClientError:
    return kind(code, **params)
