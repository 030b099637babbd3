"""What argparse says of a command line, in the language of the client; and numbers that count something."""

import argparse
import gettext
import os

from client import paths, texts
from client.texts import Translator, mark

_ = Translator("cli")
WORDS = (
    mark("usage: "),
    mark("positional arguments"),
    mark("options"),
    mark("show this help message and exit"),
    mark("show program's version number and exit"),
    mark("the following arguments are required: %s"),
    mark("unrecognized arguments: %s"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("expected one argument"),
    mark("expected at least one argument"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("invalid %(type)s value: %(value)r"),
    mark("not allowed with argument %s"),
    mark("one of the arguments %s is required"),
    mark("ambiguous option: %(option)s could match %(matches)s"),
)
"""argparse looks these up by themselves; here they are found by the tools that gather what is to be translated."""


def speak() -> None:
    """From now on argparse speaks the present language."""
    # The language of `gettext` comes from the environment only.
    os.environ["LANGUAGE"] = texts.language()
    gettext.bindtextdomain("cli", str(paths.resource("locale")))
    gettext.textdomain("cli")


def whole(text: str) -> int:
    """A number of things, 0 or more. Raises `argparse.ArgumentTypeError`."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(_("{text}: a number from 0 on is wanted").format(text=text))
    return int(text)
