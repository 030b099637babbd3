"""A program that is killed: fills a reference file and says which batch is on the disk."""

import sys
from pathlib import Path

from client.store.reference.filling import Filling
from tests.store.reference.conftest import record


def main(path: Path, generation: str) -> None:
    filling = Filling.open(path, f"source {generation}")
    for batch in range(int(filling.cursor or 0), 20):
        for number in range(batch * 20, batch * 20 + 20):
            filling.add(record(number, f"企业登记信息{generation}", "名称"))
        filling.commit(str(batch + 1))
        sys.stdout.write(f"{batch + 1}\n")
        sys.stdout.flush()
    sys.stdout.write("finishing\n")
    sys.stdout.flush()
    filling.finish({"origin": generation})
    sys.stdout.write("done\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
