"""What a standard asks otherwise than another."""

from client.catalog import profile as profiles
from client.catalog.profile_changes import ADDED, OPTIONAL, REMOVED, RENAMED, REQUIRED, SHORTER, compare


def test_nothing_differs_from_itself() -> None:
    one = profiles.get("decree-809")
    assert compare(one, one) == ()


def test_what_comes_goes_and_is_asked_otherwise() -> None:
    old = profiles.get("decree-809")
    raws = profiles.with_packs(
        {
            "decree-809": {
                "version": "2099.1",
                "extends": f"decree-809@{old.version}",
                "remove": ["source_system"],
                "field": [
                    {"id": "domain", "obligation": "required"},
                    {"id": "summary", "obligation": "optional", "length": 9},
                    {"id": "remark", "group": "more", "renamed_from": "source_system"},
                    {"id": "volume_total", "group": "more"},
                ],
            }
        }
    )
    new = profiles.resolve("decree-809", raws)
    found = {(one.kind, field.id) for one in compare(old, new) for field in (one.after or one.before,) if field}
    assert {
        (REQUIRED, "domain"), (OPTIONAL, "summary"), (SHORTER, "summary"), (RENAMED, "remark"), (ADDED, "volume_total"),
    } <= found  # fmt: skip
    assert (REMOVED, "source_system") not in found, "it lives on under its new name"
    assert (REMOVED, "remark") in {(one.kind, one.before.id) for one in compare(new, old) if one.before}
