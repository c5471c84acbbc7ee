"""The parser of the `samvag` program: commands of one or two words, help and usage errors in the chosen language."""

import argparse
from collections.abc import Iterable
from typing import NoReturn

from samvag.ops.command import Command
from samvag.ops.errors import gettext_noop
from samvag.ops.language import ENGLISH, chosen, said

SWEDISH = {
    "usage: ": "användning: ",
    "positional arguments": "argument",
    "options": "val",
    "show this help message and exit": "visa den här hjälpen",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "det saknas: %s",
    "unrecognized arguments: %s": "det här känns inte igen: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)s finns inte, välj bland %(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)s går inte att läsa",
    "expected one argument": "ska följas av ett värde",
    "expected at least one argument": "ska följas av minst ett värde",
    "not allowed with argument %s": "går inte ihop med %s",
    "one of the arguments %s is required": "ett av de här behövs: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan betyda %(matches)s",
    "ignored explicit argument %r": "tar inget värde men fick %r",
}
HEADING = gettext_noop("Samväg: en dörr in, en väg till arbete eller studier, och ingen mellan stolarna.")
COMMAND, COMMANDS = gettext_noop("KOMMANDO"), gettext_noop("kommandon:")
MORE = gettext_noop(
    "samvag KOMMANDO --help visar hur det används."
    " Svarar 0 när det är gjort, 1 när något nekas, 2 när anropet är fel."
)


class Parser(argparse.ArgumentParser):
    """Says in the chosen language also what a command itself says of a wrong call."""

    def error(self, message: str) -> NoReturn:
        super().error(said(message))


def parser_for(commands: Iterable[Command]) -> argparse.ArgumentParser:
    """One parser for all; the chosen command lies in the result's `command`."""
    # Its own way would be message catalogues installed in the system.
    own = {} if chosen() == ENGLISH else SWEDISH
    argparse._ = lambda text: own.get(text, text)  # type: ignore[attr-defined]
    by_name = {tuple(command.name.split()): command for command in commands}
    width = max(len(" ".join(name)) for name in by_name) + 2
    listing = [f"  {' '.join(name):{width}}{said(by_name[name].summary)}" for name in sorted(by_name)]
    root = Parser(
        prog="samvag",
        usage=f"samvag {said(COMMAND)} …",
        description="\n".join([said(HEADING), "", said(COMMANDS), *listing]),
        epilog=said(MORE),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_children(root, by_name, ())
    return root


def _add_children(
    parser: argparse.ArgumentParser, by_name: dict[tuple[str, ...], Command], above: tuple[str, ...]
) -> None:
    depth = len(above)
    words = sorted({name[depth] for name in by_name if len(name) > depth and name[:depth] == above})
    if not words:
        return
    required = above not in by_name
    below = parser.add_subparsers(
        prog=" ".join(["samvag", *above]),
        metavar=said(COMMAND),
        dest=f"word{depth}",
        required=required,
        help=argparse.SUPPRESS,
    )
    for word in words:
        name = (*above, word)
        command = by_name.get(name)
        summary = (
            said(command.summary)
            if command
            else " · ".join(" ".join(other) for other in by_name if other[0] == word)
        )
        child = below.add_parser(word, description=summary, allow_abbrev=False)
        if command:
            command.arguments(child)
            for action in child._actions:
                action.help = said(action.help or "")
            child.set_defaults(command=command)
        _add_children(child, by_name, name)
