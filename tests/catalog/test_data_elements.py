"""The dictionary of data elements: complete, found by any of its words, extended by an office."""

import pytest

from client.catalog import codes, data_elements
from client.catalog.data_elements import DataElement, element_of

SHIPPED = data_elements.shipped()


def test_there_are_enough_and_they_say_enough() -> None:
    assert len(SHIPPED.elements) >= 150
    types = codes.load_lists()["data_type"]
    levels = codes.load_lists()["item_level"]
    for element in SHIPPED.elements:
        assert element.name.zh.strip(), element.id
        assert element.name.en.strip(), element.id
        assert element.id.isascii(), element.id
        assert types.get(element.type), element.id
        assert levels.get(element.level), element.id
        assert not element.fixed or element.length.isdigit(), element.id
        assert element.source, element.id
        assert element.confidence in ("A", "B", "C"), element.id
    assert len({element.id for element in SHIPPED.elements}) == len(SHIPPED.elements)


def test_a_word_means_one_element() -> None:
    for element in SHIPPED.elements:
        for word in element.words:
            found = SHIPPED.by_name(word)
            assert found is element or (found is not None and word == element.name.en), (word, element.id)


@pytest.mark.parametrize("word", ["公民身份号码", "身份证号", "身份证 号码", "ＳＦＺＨ", "id_number", "idcard"])
def test_the_identity_number_by_its_names(word: str) -> None:
    found = SHIPPED.by_name(word)
    assert found is not None
    assert (found.id, found.type, found.length, found.level, found.sensitive) == (
        "id_number",
        "string",
        "18",
        "3",
        True,
    )


@pytest.mark.parametrize(
    ("query", "first"),
    [("身份证号", "id_number"), ("姓名", "name"), ("sfzh", "id_number"), ("行政区划代", "division_code")],
)
def test_the_best_comes_first(query: str, first: str) -> None:
    assert SHIPPED.find(query)[0].id == first


def test_nothing_typed_lists_the_beginning_and_nonsense_finds_nothing() -> None:
    assert SHIPPED.find("", limit=3) == SHIPPED.elements[:3]
    assert SHIPPED.find("绝对没有这个词") == ()
    assert SHIPPED.by_name("") is None
    assert SHIPPED.by_name("长" * 100_000) is None
    assert SHIPPED.seen[("a", "b")] is None


def test_an_office_adds_and_replaces() -> None:
    raw = {"id": "name", "name": {"zh": "姓名", "en": "Name"}, "type": "string", "length": 30}
    own: tuple[DataElement, ...] = (
        element_of(raw),
        element_of({**raw, "id": "grid", "name": {"zh": "网格编号", "en": "Grid"}}),
    )
    both = SHIPPED.with_more(own)
    assert len(both.elements) == len(SHIPPED.elements) + 1
    name = both.by_name("姓名")
    assert name is not None
    assert name.length == "30"
    assert both.by_name("网格编号") is own[1]
    assert SHIPPED.with_more(()) is SHIPPED


def test_names_asked_for_without_end_are_not_all_remembered() -> None:
    for number in range(20_000):
        assert SHIPPED.by_name(f"没有的{number}") is None
    assert len(SHIPPED.seen) < 10_000
