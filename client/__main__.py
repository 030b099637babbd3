"""The two doors: without arguments the window, with a command the command line. Neither loads the other."""

import multiprocessing
import sys


def main_window() -> int:
    """Opens the window; the exit code of the program."""
    from client.desktop.app import main

    return main(sys.argv)


def main_cli() -> int:
    """Runs one command of `catalog`; its exit code."""
    from client.cli.app import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main_cli() if len(sys.argv) > 1 else main_window())
