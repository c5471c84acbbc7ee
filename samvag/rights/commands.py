"""A person's rights on the command line: what a disposal would take, disposing, the extract, and the journal."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from uuid import UUID

from samvag.ops.command import Command, Needs
from samvag.ops.errors import Hindered, gettext_noop

NO_UNIT = gettext_noop(
    "Det finns ingen verksamhet som heter %(unit)s: skriv namnet som det står i Verksamheter."
)
MANY_UNITS = gettext_noop("Flera verksamheter heter %(unit)s: skriv vilken med myndighet/verksamhet.")
NOBODY = gettext_noop("Ingen i verksamheten har numret %(number)s: kontrollera siffrorna.")
UNWRITABLE = gettext_noop("%(file)s gick inte att skriva (%(reason)s): välj en annan plats med --out.")
SERVICE = "rights"


def unit_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--unit", required=True, metavar="NAMN", help=gettext_noop("verksamheten, eller myndighet/verksamhet")
    )


def dispose_arguments(parser: ArgumentParser) -> None:
    unit_argument(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help=gettext_noop("visa vad som skulle gallras, och gallra inget")
    )


def extract_arguments(parser: ArgumentParser) -> None:
    unit_argument(parser)
    parser.add_argument("--number", required=True, help=gettext_noop("personnummer eller ärendenummer"))
    parser.add_argument("--out", type=Path, required=True, help=gettext_noop("json-fil att skriva till"))


def dispose(given: Namespace) -> None:
    from django.utils.translation import gettext as _

    from samvag.access.context import acting_as_service
    from samvag.rights.actions.disposal import begin_disposal
    from samvag.rights.carrying_out import carry_out
    from samvag.rights.queries.disposal import dry_run

    unit = _unit(given.unit)
    with acting_as_service(SERVICE, unit) as by:
        found = dry_run(by)
        begun = None if given.dry_run else begin_disposal(by=by)
    for one in found.due:
        print(f"{one.reference or '–'}\t{one.last}\t{one.why or _('gallras')}")
    print(
        _("%(going)s personer gallras, %(staying)s stannar.")
        % {"going": found.going, "staying": found.staying}
    )
    if begun:
        done = carry_out(begun.id, lambda: acting_as_service(SERVICE, unit))
        said = _("Gallrat: %(persons)s personer, %(rows)s rader. Intyget: %(id)s")
        print(said % {"persons": done.persons, "rows": sum(done.counts.values()), "id": begun.id})


def extract(given: Namespace) -> None:
    """As it stands, before anybody has read it through: for whoever answers for that."""
    import json

    from django.utils import timezone
    from django.utils.translation import gettext as _

    from samvag.access.context import acting_as_service
    from samvag.kernel.trouble import why
    from samvag.rights.actions.extract import make_extract
    from samvag.rights.queries.extract import find

    with acting_as_service(SERVICE, _unit(given.unit)) as by:
        card = find(by, given.number)
        if card is None:
            raise Hindered(NOBODY, number=given.number)
        made = make_extract(card, by=by, asked_on=timezone.localdate())
        try:
            given.out.write_text(json.dumps(made.content, ensure_ascii=False, indent=1), "utf-8")
        except OSError as error:
            raise Hindered(UNWRITABLE, file=given.out, reason=why(error, writing=True)) from error
    print(_("Utdraget är skrivet till %(file)s. Läs igenom det innan det lämnas ut.") % {"file": given.out})


def try_journal(given: Namespace) -> None:
    """Raises, with exit code 1, at the first line that was changed or follows upon one that is missing."""
    from django.utils.translation import gettext as _

    from samvag.rights import journal

    lines = journal.read()
    said = _("Gallringsjournalen är hel: %(lines)s rader, %(off)s av dem avbrutna gallringar.")
    print(said % {"lines": len(lines), "off": sum(line.what == journal.CALLED_OFF for line in lines)})


def _unit(named: str) -> UUID:
    from samvag.access.context import acting_as_service
    from samvag.agencies.models import Unit

    agency, _slash, name = named.rpartition("/")
    with acting_as_service(SERVICE):
        found = Unit.objects.filter(name=name, **({"agency__name": agency} if agency else {}))
        ids = list(found.order_by("id").values_list("id", flat=True)[:2])
    if len(ids) != 1:
        raise Hindered(MANY_UNITS if ids else NO_UNIT, unit=named)
    return ids[0]


COMMANDS = [
    Command(
        "rights dispose", gettext_noop("Gallra det som är dags i en verksamhet"), dispose, dispose_arguments
    ),
    Command(
        "rights extract", gettext_noop("Ta fram ett registerutdrag som data"), extract, extract_arguments
    ),
    Command(
        "rights journal", gettext_noop("Pröva att gallringsjournalen är hel"), try_journal, needs=Needs.APPS
    ),
]
