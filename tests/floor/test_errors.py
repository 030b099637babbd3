"""A failure crosses a process border whole."""

import pickle

from client.errors import InputProblem, Unreachable


def test_a_failure_survives_pickling() -> None:
    back = pickle.loads(pickle.dumps(InputProblem("input.encrypted", file="表.xlsx")))
    assert (type(back), back.code, back.params) == (InputProblem, "input.encrypted", {"file": "表.xlsx"})


def test_its_text_names_code_and_params() -> None:
    assert str(Unreachable("platform.timeout", url="http://x")) == "platform.timeout (url='http://x')"
