from hypothesis import given
from hypothesis import strategies as st

from client.catalog import profile as profiles
from client.spreadsheets import headers, words

LABELS = sorted(
    {
        text
        for profile in profiles.load_profiles().values()
        for field in (*profile.fields, *profile.item_fields)
        for text in (field.label.zh, *field.synonyms)
        if len(words.header_key(text)) > 1
    }
)
BEFORE = st.sampled_from(["", "*", "★", "1.", "（1）", "3、", "一、", " ", "\u3000", "※ "])
AFTER = st.sampled_from(
    ["", "*", "（必填项）", "(选填)", "\n（必填项）", "【必填】", "：", ":", " ", "（必填，下拉选择）", "[选填项]"]
)


@given(st.sampled_from(LABELS), BEFORE, AFTER)
def test_decoration_does_not_hide_a_label(label: str, before: str, after: str) -> None:
    assert set(words.header_keys(before + label + after)) & set(words.header_keys(label))
    assert headers.is_known(before + label + after)


@given(st.sampled_from(LABELS), st.data())
def test_blanks_and_line_breaks_do_not_hide_a_label(label: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(label)))
    blank = data.draw(st.sampled_from([" ", "\n", "\r\n", "\u3000", "\u00a0", "\u200b"]))
    assert words.header_key(label[:at] + blank + label[at:]) == words.header_key(label)


@given(st.text(max_size=200))
def test_any_text_has_keys(text: str) -> None:
    keys = words.header_keys(text)
    assert all(keys)
    headers.is_known(text)
