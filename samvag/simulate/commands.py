"""The demo on the command line."""

from argparse import ArgumentParser, Namespace

from samvag.ops.command import Command
from samvag.ops.errors import gettext_noop


def demo(given: Namespace) -> None:
    from samvag.simulate.demo import greeting, make_demo

    make_demo()
    for line in greeting():
        print(line)


def code(given: Namespace) -> None:
    from samvag.agencies.accounts import published_code

    print(published_code(given.name))


def name_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="NAMN", help=gettext_noop("inloggningens namn, till exempel sara.berg")
    )


COMMANDS = [
    Command("demo", gettext_noop("Lägg in Samordningsförbundet Demo med påhittade personer"), demo),
    Command("demo code", gettext_noop("Skriv ut en demoinloggnings engångskod just nu"), code, name_argument),
]
