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
    """Of a login of the staff; or, for a number, what was last sent to that person."""
    from django.utils.translation import gettext as _

    from samvag.agencies.accounts import published_code
    from samvag.kernel.errors import Refused
    from samvag.outbox.codes import latest_of_demo

    if not given.name[:1].isdigit():
        print(published_code(given.name))
        return
    text = latest_of_demo(given.name)
    if not text:
        raise Refused(_("Inget är skickat till den personen. Be om en kod på /min-vag/ först."))
    print(text)


def name_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "name",
        metavar="NAMN",
        help=gettext_noop("inloggningens namn, till exempel sara.berg, eller ett personnummer för Min väg"),
    )


COMMANDS = [
    Command("demo", gettext_noop("Lägg in Samordningsförbundet Demo med påhittade personer"), demo),
    Command("demo code", gettext_noop("Skriv ut en demoinloggnings engångskod just nu"), code, name_argument),
]
