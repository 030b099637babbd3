"""Reads the command, opens the workspace, runs one verb, and turns every failure into texts and an exit code."""

import argparse
import logging
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import client
from client import logs, paths, texts
from client.cli import usage
from client.cli.call import Call
from client.cli.commands import (
    acts,
    adopting,
    checking,
    dates,
    desk,
    doctor,
    drafting,
    duplicates,
    entries,
    exporting,
    importing,
    keeping,
    numbering,
    packing,
    profiles,
    reference,
    reporting,
    returning,
    reviewing,
    rules,
    station,
    tables,
)
from client.cli.speak import Voice, problem_document, say_the_rest
from client.errors import Cancelled, ClientError, SettingsProblem
from client.settings import Settings
from client.texts import Translator

_ = Translator("cli")
_log = logging.getLogger("client.cli")

COMMANDS = (
    profiles,
    importing,
    drafting,
    checking,
    duplicates,
    rules,
    entries,
    reporting,
    returning,
    exporting,
    reference,
    acts,
    keeping,
    doctor,
    dates,
    desk,
    reviewing,
    station,
    tables,
    numbering,
    adopting,
    packing,
)
BUG = 70


def main(argv: Sequence[str]) -> int:
    """Runs `catalog ARGV`; the exit code of cli.md."""
    log = logs.start()
    settings = Settings()
    texts.use_language(_asked_language(argv) or settings.text("language") or texts.system_language())
    for stream in (sys.stdout, sys.stderr):
        # A console of another code page must not turn Chinese into a crash; JSON is UTF-8 wherever it goes.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    usage.speak()
    front, rest = _floated(argv)
    voice = Voice(as_json="--json" in front)
    try:
        args = _parser().parse_args(front + rest)
        voice = Voice(as_json=args.json, quiet=args.quiet)
        run: Callable[[Call], int] = args.run
        return run(Call(args.store or paths.default_store(), args.profile, voice, settings, args))
    except ClientError as failure:
        # The code alone: its parameters may name an entry.
        _log.info("failed: %s", failure.code)
        voice.problem(failure)
        voice.document({"problem": problem_document(failure)})
        return failure.exit_code
    except (Cancelled, KeyboardInterrupt):
        voice.say(_("Stopped."))
        voice.document({"problem": problem_document(ClientError("program.stopped"))})
        return Cancelled.exit_code
    except Exception:  # noqa: BLE001  (the last one: a bug of ours becomes a sentence, a log and exit code 70)
        _log.exception("unexpected")
        sys.stderr.write(traceback.format_exc())
        ours = ClientError("program.fault", log=str(log))
        voice.problem(ours)
        voice.document({"problem": problem_document(ours)})
        return BUG
    finally:
        say_the_rest()


class _Parser(argparse.ArgumentParser):
    """A line that cannot be understood is a failure like any other: texts, one JSON document, exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Raises `SettingsProblem` instead of leaving the program."""
        self.print_usage(sys.stderr)
        raise SettingsProblem("program.usage", why=message)


def _asked_language(argv: Sequence[str]) -> str:
    """`--lang` is needed before the parser can speak."""
    for place, word in enumerate(argv):
        if word == "--lang" and place + 1 < len(argv):
            return argv[place + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return ""


_GLOBAL_WITH_VALUE = ("--store", "--profile", "--lang")
_GLOBAL = ("--json", "--quiet")


def _floated(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """The general options, which may also stand behind the command, where people type them; and the rest."""
    front: list[str] = []
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        if word in _GLOBAL or word.startswith(tuple(f"{name}=" for name in _GLOBAL_WITH_VALUE)):
            front.append(word)
        elif word in _GLOBAL_WITH_VALUE:
            front.extend((word, *(value for value in [next(words, None)] if value is not None)))
        elif word == "--":
            rest.extend((word, *words))
        else:
            rest.append(word)
    return front, rest


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="catalog", description=_("Register government data catalogs: import, check, mend, submit, sync.")
    )
    parser.add_argument("--version", action="version", version=f"catalog {client.__version__}")
    parser.add_argument("--store", type=Path, metavar="FILE", help=_("the store to work in (default: this person's)"))
    parser.add_argument("--profile", default="", metavar="ID", help=_("the standard to follow (see: catalog profiles)"))
    parser.add_argument("--lang", choices=texts.LANGUAGES, help=_("language of all texts"))
    parser.add_argument("--json", action="store_true", help=_("one JSON document on standard output"))
    parser.add_argument("--quiet", action="store_true", help=_("no texts for people"))
    verbs = parser.add_subparsers(metavar=_("COMMAND"), required=True)
    for module in COMMANDS:
        module.add(verbs)
    return parser
