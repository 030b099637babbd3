"""Pins the libraries anew after pyproject.toml changed, or to take in newer ones: `.venv/bin/python build/pin.py [--upgrade]`.

Writes `build/requirements/*.txt`: exact versions with hashes, for every system and Python at once, and no address of any
registry, so that each office installs from the mirror it trusts. Needs the network.
"""

import os
import subprocess
import sys

import start

COMPILE = ["-m", "uv", "pip", "compile", "-q", "--universal", "--python-version", "3.11", "--generate-hashes"]
PLAIN = ["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate", "--extra", "station"]


def main(arguments: list[str]) -> int:
    """Compile both files; `dev` keeps to the versions of `client`, so that one `.venv` serves both."""
    client = _compile("client", "source", arguments)
    return client or _compile("dev", "dev", [*arguments, "-c", str(start.REQUIREMENTS / "client.txt")])


def _compile(kind: str, group: str, options: list[str]) -> int:
    output = str(start.REQUIREMENTS / f"{kind}.txt")
    command = [*COMPILE, *PLAIN, "--group", group, "-o", output, *options, "pyproject.toml"]
    # A warm cache or a private index of the person who pins must leave no trace in the file.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("UV_")}
    return subprocess.call([str(start.venv_python()), *command], cwd=start.ROOT, env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
