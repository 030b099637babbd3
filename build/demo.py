"""The main job from end to end, without a screen: `python3 build/start.py --demo [--pictures DIR]`.

In a temporary folder: a county station on a free port, a clerk who imports the sample workbook, mends it, signs off,
submits and syncs, a reviewer who returns two entries with a reason at a field and accepts the rest, the clerk who
mends those too, until every entry has a receipt and both sides are equal. Exits non-zero if anything is not so.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from client.catalog import identifiers  # noqa: E402  (the source tree comes first, whatever is installed)

SAMPLE = ROOT / "resources" / "samples" / "示例_政务信息资源目录_1272.xlsx"
START_LIMIT = 30.0


class Failed(Exception):
    """Something is not as it should be."""


def main(arguments: Sequence[str]) -> int:
    """Runs the rehearsal; 0 when everything was as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, help="folder for the pictures of every page")
    parser.add_argument("--no-pictures", action="store_true", help="only the main job")
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory(prefix="catalog-demo-", ignore_cleanup_errors=True) as folder:
        rehearsal = Rehearsal(Path(folder))
        try:
            rehearsal.run()
            if not options.no_pictures:
                rehearsal.pictures(options.pictures or Path(tempfile.mkdtemp(prefix="catalog-pictures-")))
        except Failed as failure:
            print(f"\n✗ {failure}")
            rehearsal.tell_station_log()
            return 1
        finally:
            rehearsal.close()
    print("\n✓ 演练完成：每个条目都有回执，与上级一致。 / Done: a receipt for every entry, equal to the platform.")
    return 0


class Rehearsal:
    """One run in one folder. The clerk and the reviewer have a home of their own, as on two computers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._station: subprocess.Popen[bytes] | None = None
        self._steps = 0

    def run(self) -> None:
        """Every step in order. Raises `Failed`."""
        self._step("启动县级汇总台", "A county station starts")
        self._start_station()
        self._step("打开接入文件", "The clerk and the reviewer open their enrolment files")
        self._catalog("clerk", "enrol", str(self._folder / "station" / "enrol-clerk.json"))
        self._catalog("reviewer", "enrol", str(self._folder / "station" / "enrol-reviewer.json"))
        self._step("导入表格", "The clerk imports the office's workbook")
        self._catalog("clerk", "import", str(SAMPLE), "--yes", expect=(0, 1))
        total = self._ask("clerk", "entries", "--limit", "1")["total"]
        self._expect(total > 50, f"about 60 entries were expected, {total} came")
        self._step("查看问题", "The faults a reviewer would find")
        before = self._faults()
        self._step("一键修改", "What can be mended without a question is mended")
        self._catalog("clerk", "check", "--all", "--fix", "safe", "--quiet", expect=(0, 1))
        after = self._faults()
        self._expect(after < before, "the safe fixes mended nothing")
        self._step("逐条修改", "The rest is mended by hand")
        self._mend()
        self._step("部门审核同意", "The department head consents")
        self._sign_off(total)
        self._step("加入待报送，报送", "The clerk submits and syncs")
        self._submit(total)
        self._sync(waiting=0)
        self._step("上级审核", "The reviewer returns two entries and accepts the rest")
        returned = self._review(total)
        self._step("收到审核意见", "The reasons arrive and stand at the field")
        self._sync(returned=2)
        self._mend_returned(returned)
        self._step("再次报送", "The mended entries go up again")
        self._sign_off(2, returned)
        self._submit(2)
        self._sync(waiting=0)
        self._call("reviewer", "review", "accept", *returned)
        last = self._sync(waiting=0)
        self._settle_up(total, last)

    # --- steps ------------------------------------------------------------------------------------------------------
    def _start_station(self) -> None:
        """Starts `catalog station` and waits until it answers."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        log = (self._folder / "station.log").open("wb")
        self._station = subprocess.Popen(
            [sys.executable, "-m", "client", "station", "--port", str(port), "--data", str(self._folder / "station")],
            env=self._environment("station"),
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
        url = f"http://127.0.0.1:{port}/v1"
        deadline = time.monotonic() + START_LIMIT
        while time.monotonic() < deadline and self._station.poll() is None:
            try:
                with urllib.request.urlopen(url, timeout=2) as answer:
                    print(f"  {json.load(answer)['name']} · {url}")
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise Failed("the station did not start:\n" + (self._folder / "station.log").read_text(encoding="utf-8"))

    def _faults(self) -> int:
        """Shows the faults by rule; how many there are."""
        found = self._ask("clerk", "check", "--all", expect=(0, 1))
        counts: dict[tuple[str, str], list[str]] = {}
        for one in found["findings"]:
            counts.setdefault((one["severity"], one["rule"]), []).append(one["message"])
        for (severity, rule), messages in sorted(counts.items()):
            print(f"  {severity:8}{len(messages):4}  {rule:32} {messages[0]}")
        print(f"  {found['checked']} 条，{found['errors']} 处必须改，{found['warnings']} 处可说明")
        return int(found["errors"]) + int(found["warnings"])

    def _mend(self) -> None:
        """Whatever still blocks an entry: a value typed by hand, or a written explanation for a warning."""
        rounds = 0
        while blocking := self._blocking():
            rounds += 1
            self._expect(rounds <= 6, f"faults that cannot be mended: {blocking[:5]}")
            for entry_id in sorted({one["entry"] for one in blocking}):
                self._mend_entry(entry_id, [one for one in blocking if one["entry"] == entry_id])

    def _blocking(self) -> list[dict[str, Any]]:
        """The findings that keep an entry from being submitted."""
        found = self._ask("clerk", "check", "--all", expect=(0, 1))["findings"]
        return [one for one in found if one["severity"] != "info" and not one["explained"]]

    def _mend_entry(self, entry_id: str, findings: list[dict[str, Any]]) -> None:
        """As a clerk would: takes the offered fix, else types the value, else explains the warning."""
        shown = self._ask("clerk", "show", entry_id)
        typed: dict[str, str] = {}
        for finding in findings:
            held = self._held(shown, finding)
            by_hand = HAND.get((finding["rule"], finding["field"]))
            if finding["rule"] == "field.uscc-check":
                by_hand = certificate(held)
            if finding["fix"]:
                self._call("clerk", "fix", entry_id, "--rule", finding["rule"])
            elif by_hand is not None:
                value = by_hand.format(name=shown["name"], number=entry_id[-4:], value=held)
                typed[self._place(shown, finding)] = value
            elif finding["severity"] == "warning":
                self._explain(entry_id, finding["rule"], self._place(shown, finding))
            else:
                raise Failed(f"nobody knows how to mend {finding['rule']}: {finding['message']}")
        if typed:
            words = [f"{place}={value}" for place, value in typed.items()]
            print(f"  {shown['name']}: {'  '.join(words)}")
            self._call("clerk", "edit", entry_id, *words, expect=(0, 1))

    def _explain(self, entry_id: str, rule: str, place: str) -> None:
        """A written explanation for a warning that is true and stays."""
        words = ("--rule", rule, "--field", place, "--text", "情况属实，已与业务科室核对。")
        self._call("clerk", "explain", entry_id, *words)

    @staticmethod
    def _place(shown: dict[str, Any], finding: dict[str, Any]) -> str:
        """A field as `catalog edit` names it."""
        if not finding["item"]:
            return str(finding["field"])
        number = next(one["number"] for one in shown["items"] if one["id"] == finding["item"])
        return f"items.{number}.{finding['field']}"

    @staticmethod
    def _held(shown: dict[str, Any], finding: dict[str, Any]) -> str:
        """The value a finding is about."""
        rows = [
            *shown["fields"],
            *(one for item in shown["items"] if item["id"] == finding["item"] for one in item["fields"]),
        ]
        return next((str(one["shown"]) for one in rows if one["field"] == finding["field"]), "")

    def _sign_off(self, count: int, entries: Sequence[str] = ()) -> None:
        """The department head's consent."""
        which = entries or ["--all"]
        done = self._ask("clerk", "signoff", *which, "--approver", "周明", "--document", "清数字〔2026〕18号")
        print(f"  周明 · 清数字〔2026〕18号 · {len(done['entries'])}")
        self._expect(len(done["entries"]) == count, f"{len(done['entries'])} of {count} entries were signed off")

    def _submit(self, count: int) -> None:
        """Queues everything that is clean."""
        done = self._ask("clerk", "submit", "--all")
        self._expect(len(done["queued"]) == count, f"{len(done['queued'])} of {count} entries were queued")

    def _sync(self, **expected: int) -> dict[str, Any]:
        """One round, shown to people; checks the numbers given."""
        told: dict[str, Any] = self._ask("clerk", "sync")
        print(
            f"  收到 {told['pulled']}，报送 {told['pushed']}，退回 {told['returned']}，待报送 {told['waiting']}，"
            f"回执 {len(told['receipts'])}，{told['digest']}"
        )
        for name, count in expected.items():
            self._expect(told[name] == count, f"sync: {name} is {told[name]}, not {count}")
        self._expect(told["digest"] == "equal", f"sync: the digest is {told['digest']}")
        return told

    def _review(self, total: int) -> list[str]:
        """The reviewer's work; the ids of the two returned entries."""
        waiting = self._ask("reviewer", "review", "list")
        self._expect(len(waiting) == total, f"{len(waiting)} of {total} entries reached the reviewer")
        returned = [one["id"] for one in waiting[:2]]
        reasons = [
            ("summary", "摘要没有说明数据覆盖的年份，请补充。"),
            ("update_cycle", "更新周期与业务办理频率不符，请核实。"),
        ]
        for entry_id, (field, reason) in zip(returned, reasons, strict=True):
            self._catalog("reviewer", "review", "return", entry_id, "--field", field, "--reason", reason)
        self._call("reviewer", "review", "accept", *(one["id"] for one in waiting[2:]))
        return returned

    def _mend_returned(self, returned: Sequence[str]) -> None:
        """Shows the reason at its field and mends the value."""
        for entry_id in returned:
            shown = self._ask("clerk", "show", entry_id)
            self._expect(shown["report"] == "returned", f"{shown['name']} is {shown['report']}, not returned")
            self._expect(len(shown["returns"]) == 1, f"{shown['name']} shows {len(shown['returns'])} reasons, not one")
            reason = shown["returns"][0]
            print(f"  {shown['name']} · {reason['field']}: {reason['text']}")
            value = (
                "每半年"
                if reason["field"] == "update_cycle"
                else self._value(shown, "summary") + "数据覆盖2015年至今。"
            )
            self._call("clerk", "edit", entry_id, f"{reason['field']}={value}", expect=(0, 1))
            left = self._ask("clerk", "show", entry_id)["findings"]
            blocking = [one for one in left if one["severity"] == "error"]
            self._expect(not blocking, f"{shown['name']} still has errors: {blocking}")

    @staticmethod
    def _value(shown: dict[str, Any], field: str) -> str:
        """A value of a shown entry."""
        return next((str(one["value"]) for one in shown["fields"] if one["field"] == field), "")

    def _settle_up(self, total: int, last: dict[str, Any]) -> None:
        """Every entry accepted, every entry with a receipt, both sides equal."""
        entries = self._ask("clerk", "entries", "--limit", "1000")["entries"]
        states = {one["report"] for one in entries}
        self._expect(states == {"accepted"}, f"the entries stand at {states}")
        proven = {one["entry"] for one in self._ask("clerk", "receipts", "--limit", "1000")}
        without = [one["name"] for one in entries if one["id"] not in proven]
        self._expect(len(entries) == total and not without, f"no receipt for {without}")
        self._expect(last["digest"] == "equal", "the digests differ")
        self._catalog("clerk", "status")

    # --- pictures -----------------------------------------------------------------------------------------------------
    def pictures(self, folder: Path) -> None:
        """Every page of the window as a PNG."""
        self._step("界面截图", "Pictures of every page")
        folder.mkdir(parents=True, exist_ok=True)
        environment = {**self._environment("clerk"), "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            [sys.executable, "-m", "client.desktop.pictures", str(folder)], env=environment, cwd=ROOT, check=False
        )
        made = sorted(folder.glob("*.png"))
        self._expect(done.returncode == 0 and bool(made), f"the pictures could not be made (exit {done.returncode})")
        print(f"  {len(made)} → {folder}")

    # --- calling the command line -------------------------------------------------------------------------------------
    def _step(self, zh: str, en: str) -> None:
        """Says what comes next."""
        self._steps += 1
        print(f"\n{self._steps}. {zh} / {en}", flush=True)

    def _catalog(self, home: str, *words: str, expect: tuple[int, ...] = (0,)) -> None:
        """Runs a command and shows what it says."""
        print(f"  $ catalog {' '.join(words)}", flush=True)
        for line in self._call(home, *words, expect=expect).splitlines():
            print(f"    {line}")

    def _ask(self, home: str, *words: str, expect: tuple[int, ...] = (0,)) -> Any:
        """Runs a command for its JSON."""
        return json.loads(self._call(home, *words, "--json", expect=expect))

    def _call(self, home: str, *words: str, expect: tuple[int, ...] = (0,)) -> str:
        """Runs a command and gives what it printed. Raises `Failed` on an unexpected exit code."""
        done = subprocess.run(
            [sys.executable, "-m", "client", *words],
            env=self._environment(home),
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode not in expect:
            raise Failed(f"catalog {' '.join(words)}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def _expect(self, true: bool, otherwise: str) -> None:
        """Raises `Failed` when something is not so."""
        if not true:
            raise Failed(otherwise)

    def tell_station_log(self) -> None:
        """The end of what the station wrote, for whoever looks for the cause."""
        log = self._folder / "station.log"
        if log.exists():
            print("\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-30:]))

    def close(self) -> None:
        """Ends the station."""
        if self._station and self._station.poll() is None:
            self._station.terminate()
            try:
                self._station.wait(10)
            except subprocess.TimeoutExpired:
                self._station.kill()

    def _environment(self, home: str) -> dict[str, str]:
        """The rehearsal must not touch this person's work or key ring."""
        keyring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
        return {**os.environ, **keyring, "CATALOG_HOME": str(self._folder / home), "PYTHONIOENCODING": "utf-8"}


HAND: dict[tuple[str, str], str] = {
    ("field.required", "summary"): "{name}的基本情况，包括主要指标、办理时间和办理结果等内容。",
    ("summary.no-content", "summary"): "{name}的基本情况，包括主要指标、办理时间和办理结果等内容。",
    ("summary.same-as-name", "summary"): "{name}的基本情况，包括主要指标、办理时间和办理结果等内容。",
    ("field.required", "item_type"): "字符型",
    ("field.required-when", "open_condition"): "依申请开放，注明来源后可以使用。",
    ("field.list", "update_cycle"): "每年",
    ("field.date", "published_on"): "2025-03-15",
    ("name.duplicate", "name"): "{name}（{number}）",
    ("name.is-system", "name"): "{name}健康档案登记信息",
    ("item.duplicate", "item_name"): "{value}（曾用）",
    ("item.no-chinese", "item_name"): "企业名称",
    (
        "sharing.placeholder",
        "sharing_condition",
    ): "用于业务协同和数据核对，经本单位同意后按约定范围使用，不得转给第三方。",
}
"""What a clerk types for a fault that has no fix: the rule and field, and the value."""


def certificate(code: str) -> str:
    """The code as it stands on the certificate: the one with the right check character."""
    fitting = (code[:17] + char for char in "0123456789ABCDEFGHJKLMNPQRTUWXY")
    return next(one for one in fitting if not identifiers.uscc_fault(one))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
