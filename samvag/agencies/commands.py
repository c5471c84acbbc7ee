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
        _says_what_comes_next()


def password_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("username", help=gettext_noop("inloggningens namn"))
    parser.add_argument(
        "--factors", action="store_true", help=gettext_noop("ta också bort kodapp, reservkoder och nycklar")
    )


def logout_arguments(parser: ArgumentParser) -> None:
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("username", nargs="?", default="", help=gettext_noop("inloggningens namn"))
    whom.add_argument("--all", action="store_true", help=gettext_noop("alla, även personer i Min väg"))


def new_password(given: Namespace) -> None:
    from django.utils.translation import gettext as _

    from samvag.agencies.setting_up import hand_over_password

    password = hand_over_password(given.username, factors=given.factors)
    print(_("Lösenord vid nästa inloggning: %(password)s") % {"password": password})
    _says_what_comes_next()


def logout(given: Namespace) -> None:
    from django.utils.translation import gettext as _

    from samvag.agencies.setting_up import log_out

    log_out(given.username)
    print(
        _("Alla är utloggade.")
        if given.all
        else _("%(name)s är utloggad överallt.") % {"name": given.username}
    )


def _says_what_comes_next() -> None:
    from django.utils.translation import gettext as _

    print(_("Det gäller i sju dagar och en gång: hon väljer ett eget, och sedan kodapp eller nyckel."))


COMMANDS = [
    Command("unit add", gettext_noop("Lägg upp en verksamhet"), add_unit, unit_arguments),
    Command(
        "staff add",
        gettext_noop("Lägg upp en medarbetare med roll och inloggning"),
        add_staff,
        staff_arguments,
    ),
    Command(
        "staff password",
        gettext_noop("Ge den som glömt lösenordet ett nytt att börja med"),
        new_password,
        password_arguments,
    ),
    Command(
        "staff logout",
        gettext_noop("Logga ut en medarbetare, eller alla, överallt"),
        logout,
        logout_arguments,
    ),
]
