"""The manual has every rule, in both languages, without holes."""

from pathlib import Path

import pytest

import manual as build_manual
from client import texts
from client.catalog import profile as profiles
from client.checks import manual, run


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("profile", profiles.load_profiles().values(), ids=lambda profile: profile.id)
def test_every_rule_has_its_page(profile: profiles.Profile, language: str) -> None:
    texts.use_language(language)
    try:
        pages = manual.pages(profile)
        text = manual.markdown(profile)
    finally:
        texts.use_language("zh_CN")
    assert {page.code for page in pages} == set(run.all_rules(profile))
    for page in pages:
        assert page.what
        assert page.area in manual.AREAS
        assert not set(page.title) & set("{…。"), page.title
        assert "所填的值" not in page.title, "a rule whose sentence shows values needs a title"
        assert "该字段" not in page.title, "a rule whose sentence names its field needs a title"
        assert "{" not in page.what + page.why + page.good + page.bad + page.fix
        assert f"`{page.code}`" in text
    assert [page.area for page in pages] == sorted((page.area for page in pages), key=list(manual.AREAS).index)


def test_one_rule_is_found_by_its_code() -> None:
    profile = profiles.get("decree-809")
    page = manual.page("name.duplicate", profile)
    assert page is not None
    assert page.severity.value == "error"
    assert manual.page("name.nothing", profile) is None


def test_the_book_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        assert build_manual.main([str(tmp_path)]) == 0
    finally:
        texts.use_language("zh_CN")
    page = (tmp_path / "rules-decree-809-zh_CN.html").read_text(encoding="utf-8")
    assert "<code>name.near-duplicate</code>" in page
    assert "必须改" in page
    assert len(list(tmp_path.glob("*.md"))) == 2 * len(profiles.load_profiles())
    assert capsys.readouterr().out
