"""Setting up an association from nothing: units, and staff with logins."""

from argparse import ArgumentParser, Namespace

from samvag.ops.command import Command
from samvag.ops.errors import gettext_noop


def unit_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", help=gettext_noop("verksamhetens namn"))
    parser.add_argument("--association", required=True, help=gettext_noop("samordningsförbundet"))
    parser.add_argument("--agency", required=True, help=gettext_noop("huvudmannen, till exempel kommunen"))
    parser.add_argument("--kind", required=True, help="KOMMUN, AF, FK, REGION, CIVIL, EMPLOYER, ASSOCIATION")
    parser.add_argument("--short", default="", help=gettext_noop("som man säger, till exempel AME"))
    parser.add_argument("--branch", default="OTHER", help=gettext_noop("kod ur listan referrer_org_type"))


def staff_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", help=gettext_noop("medarbetarens namn"))
    parser.add_argument("--unit", required=True, help=gettext_noop("verksamheten"))
    parser.add_argument(
        "--role", required=True, action="append", help="worker, manager, recipient, admin, association"
    )
    parser.add_argument("--username", help=gettext_noop("inloggningens namn; utan det görs ingen inloggning"))


def add_unit(given: Namespace) -> None:
    from django.utils.translation import gettext as _

    from samvag.agencies.setting_up import set_up_unit

    set_up_unit(
        given.association, given.agency, given.kind, given.name, given.short or given.name, given.branch
    )
    print(_("%(unit)s finns nu i %(association)s.") % {"unit": given.name, "association": given.association})


def add_staff(given: Namespace) -> None:
    from django.utils.translation import gettext as _

    from samvag.agencies.setting_up import set_up_staff

    password = set_up_staff(given.name, given.unit, given.role, given.username)
    print(_("%(name)s arbetar nu i %(unit)s.") % {"name": given.name, "unit": given.unit})
    if password:
        print(_("Lösenord vid första inloggningen: %(password)s") % {"password": password})
        print(_("Sedan väljer hon kodapp eller nyckel, och kan byta lösenord."))


COMMANDS = [
    Command("unit add", gettext_noop("Lägg upp en verksamhet"), add_unit, unit_arguments),
    Command(
        "staff add",
        gettext_noop("Lägg upp en medarbetare med roll och inloggning"),
        add_staff,
        staff_arguments,
    ),
]
