"""Where a protected person is, works or studies is written nowhere. The database refuses it too."""

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.rows import PersonRow
from samvag.cases.models import Meeting, Participation, Spell
from samvag.cases.terms import JOB, PLACEMENT, STUDY
from samvag.kernel.errors import Refused
from samvag.people.models import Card
from samvag.people.protection import Treatment, treatment_of
from samvag.people.queries import number_of
from samvag.people.terms import OPEN

#: What stands in place of a workplace and a school; the number tells several apart.
PLACES = {PLACEMENT: "Skyddad arbetsplats", JOB: "Skyddad arbetsplats", STUDY: "Skyddad skola"}


def without_place(meeting: Meeting) -> Meeting:
    if meeting.place and not _treatment(meeting).places_written:
        raise Refused(
            _("Personen är skyddad: mötets plats skrivs inte här. Säg den muntligt och töm fältet.")
        )
    return meeting


def without_employer(spell: Spell) -> Spell:
    """A job, a placement or studies of a protected person are somewhere that is not named."""
    place = PLACES.get(spell.kind)
    if place and not spell.title.startswith(place) and not _treatment(spell).places_written:
        same = Spell.objects.filter(case=spell.case_id, kind=spell.kind).exclude(id=spell.id)
        spell.title = f"{place} {same.count() + 1}"
    return spell


def without_district(participation: Participation) -> Participation:
    """The municipality is where she stays, which is the unit's own, and the district would tell more."""
    if participation.district or participation.home_municipality:
        treatment = _treatment(participation)
        if not treatment.places_written:
            participation.district = ""
        if "home_municipality" in treatment.forbidden:
            participation.home_municipality = ""
    return participation


def whom(card: Card, by: Actor) -> dict[str, str]:
    """What another unit is sent of who it is: name and number, or, of a protected person, that she is."""
    if not treatment_of(card.protection).named_in_lists:
        return {"person_name": "", "person_number": "", "protection": card.protection}
    name = f"{card.given_name} {card.family_name}"
    return {"person_name": name, "person_number": number_of(by, card.id), "protection": card.protection}


def _treatment(row: PersonRow) -> Treatment:
    card = Card.objects.filter(person=row.person_id, owner_unit=row.owner_unit_id)
    return treatment_of(card.values_list("protection", flat=True).first() or OPEN)
