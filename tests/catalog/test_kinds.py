"""Cells become values, values are shown, and what is shown means the same value again."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client import texts
from client.catalog import kinds, profile, written_dates
from client.catalog.profile import Field

FIELDS = [field for one in profile.load_profiles().values() for field in (*one.fields, *one.item_fields)]
CELLS = st.none() | st.text(max_size=40) | st.integers() | st.floats() | st.booleans() | st.dates() | st.datetimes()


def field(name: str, standard: str = "decree-809", *, item: bool = False) -> Field:
    found = profile.get(standard).field_of(name, item=item)
    assert found is not None
    return found


@given(st.sampled_from(FIELDS), CELLS, st.sampled_from(["", "spreadsheet", "platform"]))
def test_reading_what_is_shown_gives_the_same_value(field: Field, cell: kinds.Cell, parent: str) -> None:
    value = kinds.read(field, cell, parent)
    again = kinds.read(field, kinds.show(field, value), parent)
    assert kinds.read(field, kinds.show(field, again), parent) == again


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_code_is_read_from_its_label_in_both_languages(language: str) -> None:
    texts.use_language(language)
    try:
        for one in FIELDS:
            for value in one.list.values if one.list else ():
                wanted = value.key if one.kind == "code" else (value.key,)
                assert kinds.read(one, kinds.show(one, wanted), value.parent) == wanted, (one.id, value.key)
    finally:
        texts.use_language("zh_CN")


@pytest.mark.parametrize("one", FIELDS, ids=lambda one: one.id)
def test_the_example_of_a_field_is_a_good_value(one: Field) -> None:
    value = kinds.read(one, one.example.zh, "")
    assert kinds.faults(one, value) == []


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2024年3月5日", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("2024.03.05", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("２０２４-０３-０５", "2024-03-05"),
        (datetime(2024, 3, 5, 8, 30), "2024-03-05"),  # noqa: DTZ001  (cells have no zone)
        (date(2024, 3, 5), "2024-03-05"),
        ("2024-02-30", "2024-02-30"),
        ("去年", "去年"),
        ("2024-02-29T16:00:00.000Z", "2024-03-01"),
        ("2024-03-01T00:00:00+08:00", "2024-03-01"),
        ("民国113年3月1日", "2024-03-01"),
        ("中華民國113年03月01日", "2024-03-01"),
        ("二〇二三年十二月三十一日", "2023-12-31"),
        ("二○二四年十月廿日", "2024-10-20"),
        ("2024年3月1日（星期五）", "2024-03-01"),
        ("2024年3月1日10时30分", "2024-03-01"),
        ("2024/3/1 上午10:00:00", "2024-03-01"),
        ("2024－3－1", "2024-03-01"),
    ],
)
def test_dates_are_read_in_the_forms_offices_write(cell: kinds.Cell, value: str) -> None:
    assert kinds.read(field("published_on", "national-2017"), cell) == value


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2024年3月", date(2024, 3, 1)),
        ("2024.03", date(2024, 3, 1)),
        ("2024-3", date(2024, 3, 1)),
        ("202403", date(2024, 3, 1)),
        ("二〇二四年三月", date(2024, 3, 1)),
        ("民国113年3月", date(2024, 3, 1)),
        ("2024.1", None),  # 2024.10 as Excel keeps it
        ("2024年13月", None),
        ("2024", None),
        ("123456", None),
        ("2024-03-05", None),
    ],
)
def test_a_month_is_no_day_but_its_first_day_can_be_offered(text: str, month: date | None) -> None:
    assert written_dates.read_month(text) == month
    if month:
        assert kinds.read(field("published_on", "national-2017"), text) == text


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2024年3月", "2024-03-01/2024-03-31"),
        ("2024年", "2024-01-01/2024-12-31"),
        ("2020-2023年", "2020-01-01/2023-12-31"),
        ("2020年1月至2024年2月", "2020-01-01/2024-02-29"),
        ("2020.01-2023.12", "2020-01-01/2023-12-31"),
        ("2020年至今", "2020-01-01/至今"),
        ("2024-03-05", "2024-03-05"),
        ("2024-01-01/2024-12-31", "2024-01-01/2024-12-31"),
        ("2024-01-01至", "2024-01-01至"),
        ("近几年", "近几年"),
        ("至今", "至今"),
        ("2020年1月至以后", "2020年1月至以后"),
    ],
)
def test_a_span_of_months_and_years_reaches_from_the_first_to_the_last_day(text: str, span: str) -> None:
    assert kinds.read(field("time_range", "decree-809"), text) == span


@pytest.mark.parametrize(
    ("cell", "value", "faults"),
    [
        (12.0, "12", []),
        ("1,234.50", "1234.5", []),
        ("3G", "3G", ["number"]),
        ("-1", "-1", ["minimum"]),
        ("1e400000", "1e400000", ["number"]),
        ("NaN", "NaN", ["number"]),
        ("０", "0", []),
    ],
)
def test_numbers(cell: kinds.Cell, value: str, faults: list[str]) -> None:
    one = field("volume_total", "national-2017")
    read = kinds.read(one, cell)
    assert read == value
    assert [code for code, _ in kinds.faults(one, read)] == faults


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2015/01/01-2016/02/03", "2015-01-01/2016-02-03"),
        ("2015年1月1日至今", "2015-01-01/至今"),
        ("2015-01-01 至 2016-02-03", "2015-01-01/2016-02-03"),
    ],
)
def test_periods(cell: str, value: str) -> None:
    one = field("time_range")
    assert kinds.read(one, cell) == value
    assert kinds.faults(one, value) == []


@pytest.mark.parametrize("text", ["/", "2015/", "长期/永久", " 至 "])
def test_what_is_no_period_is_shown_as_it_was_written(text: str) -> None:
    one = field("time_range")
    value = kinds.read(one, text)
    assert kinds.read(one, kinds.show(one, value)) == value


def test_a_period_that_ends_before_it_begins_is_a_fault() -> None:
    assert kinds.faults(field("time_range"), "2016-01-01/2015-01-01") == [("period-order", "2016-01-01/2015-01-01")]


def test_a_word_that_stands_in_several_classes_means_nothing_without_its_class() -> None:
    one = field("format_type", "national-2017")
    assert kinds.read(one, "其他") == ("其他",)
    assert kinds.read(one, "其他", "spreadsheet") == ("spreadsheet_other",)


def test_whole_numbers_lose_the_zero_that_excel_added() -> None:
    assert kinds.read(field("contact_phone"), 5551234.0) == "5551234"
