"""What the rules find in the real catalogs: `.venv/bin/python -m tests.bench.count_findings ../shared/data > table.md`.

Asks `catalog check --json` about every file p01 to p10, each by itself, and counts by rule; prints a table in Markdown.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path


def main(folder: Path) -> None:
    """Checks the files and prints the table."""
    found: dict[str, Counter[str]] = {}
    severities: dict[str, str] = {}
    checked: dict[str, int] = {}
    for path in sorted(folder.glob("p*")):
        name = path.name[:3]
        if name > "p10":
            continue
        command = [sys.executable, "-m", "client", "check", "--json", str(path)]
        said = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
        checked[name] = said["checked"]
        found[name] = Counter(one["rule"] for one in said["findings"])
        severities |= {one["rule"]: one["severity"] for one in said["findings"]}
    total = sum(found.values(), Counter[str]())
    print(f"| rule | severity | all | {' | '.join(found)} |")
    print(f"|---|---|---|{'---|' * len(found)}")
    print(f"| entries | | {sum(checked.values()):,} | {' | '.join(f'{one:,}' for one in checked.values())} |")
    for rule, count in total.most_common():
        cells = " | ".join(f"{counts[rule]:,}" if counts[rule] else "" for counts in found.values())
        print(f"| {rule} | {severities[rule]} | {count:,} | {cells} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
