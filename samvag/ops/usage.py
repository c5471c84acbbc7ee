"""The parser of the `samvag` program: commands of one or two words, help and usage errors in Swedish."""

import argparse
from collections.abc import Iterable

from samvag.ops.command import Command

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
HEADING = "Samväg: en dörr in, en väg till arbete eller studier, och ingen mellan stolarna."
MORE = (
    "samvag KOMMANDO --help visar hur det används."
    " Svarar 0 när det är gjort, 1 när något nekas, 2 när anropet är fel."
)


def parser_for(commands: Iterable[Command]) -> argparse.ArgumentParser:
    """One parser for all; the chosen command lies in the result's `command`."""
    # Its own way would be message catalogues installed in the system.
    argparse._ = lambda text: SWEDISH.get(text, text)  # type: ignore[attr-defined]
    by_name = {tuple(command.name.split()): command for command in commands}
    width = max(len(" ".join(name)) for name in by_name) + 2
    listing = [f"  {' '.join(name):{width}}{by_name[name].summary}" for name in sorted(by_name)]
    root = argparse.ArgumentParser(
        prog="samvag",
        usage="samvag KOMMANDO …",
        description="\n".join([HEADING, "", "kommandon:", *listing]),
        epilog=MORE,
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
        metavar="KOMMANDO",
        dest=f"word{depth}",
        required=required,
        help=argparse.SUPPRESS,
    )
    for word in words:
        name = (*above, word)
        command = by_name.get(name)
        summary = (
            command.summary
            if command
            else " · ".join(" ".join(other) for other in by_name if other[0] == word)
        )
        child = below.add_parser(word, description=summary, allow_abbrev=False)
        if command:
            command.arguments(child)
            child.set_defaults(command=command)
        _add_children(child, by_name, name)
