"""A unit with a person on whose card something of every kind has happened, so that every address can be opened."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samvag.access.roles import Role
from samvag.agencies.models import LoginRule, Membership, Staff, Unit
from samvag.cases.actions.attachment import add_attachment
from samvag.cases.actions.case import assign
from samvag.cases.actions.caseload import move_caseload
from samvag.cases.actions.external import add_external
from samvag.cases.actions.meeting import book_meeting
from samvag.cases.actions.participation import start_participation
from samvag.cases.actions.spell import add_spell
from samvag.cases.actions.work import add_step, record_contact, write_note
from samvag.cases.models import Assignment, Case
from samvag.catalogue.models import Intervention
from samvag.desk.actions import save_filter
from samvag.intake.actions.upload import receive_list
from samvag.my_way.actions.asking import ask
from samvag.people.models import Card, Named
from samvag.rights.actions.disposal import begin_disposal
from samvag.rights.actions.extract import make_extract, review
from samvag.rights.actions.restriction import restrict
from samvag.rights.actions.review import judge
from samvag.rights.actions.withholding import withhold
from samvag.rights.terms import ASKED
from tests.factories.agencies import make_staff, send_away
from tests.factories.people import make_case
from tests.factories.reviewing import make_review
from tests.guards.joint import Together
from tests.harness.acting import acting

TODAY = timezone.localdate()
SOON = timezone.now() + timedelta(days=2)
LIST = b"Personnummer;Insats;Startdatum\n197109259288;Steget;2026-01-02\n"
#: Where a name in a path means something else than elsewhere.
OTHERWISE = {
    "rights:correct_row": {"row": "note"},
    "cases:external": {"contact": "external"},
    "cases:protected_name": {"case": "protected"},
    "cases:protected_end": {"case": "protected"},
    "cases:external_end": {"contact": "external"},
    "cases:handover_withdraw": {"handover": "sent"},
    "cases:handover_answer": {"handover": "received"},
    "rights:withhold_end": {"card": "withheld_card"},
}


class World:
    """`boss` has every role in the unit and every case, so that every page of the unit opens and is full."""

    def __init__(self, unit: Unit, persons: int = 1, events: int = 1) -> None:
        self.unit = unit
        self.boss: Staff = make_staff(unit, *Role, name="Chefen Alla-Roller")
        self.ids: dict[str, Any] = {"unit": unit.pk, "staff": self.boss.pk, "moment": "ENTRY"}
        with acting(self.boss, unit):
            self.course = Intervention.objects.create(unit=unit, name="Steget")
        for _ in range(persons):
            case = make_case(self.boss)
            with acting(self.boss, unit) as by:
                self._happens(case, by, events)
            self._colleague(case)
        self.ids["protected"] = make_case(self.boss, card={"protection": "SKYDDAD"}).id
        self.ids |= Together(self.boss, unit, case).ids
        with acting(self.boss, unit) as by:
            self.ids["named"] = Named.objects.get().id
            self.ids["upload"] = receive_list("lista.csv", LIST, by=by).id
            rule = LoginRule.objects.create(
                unit=unit, provider="kommun", claim="groups", pattern="ame-*", role="worker", made_by=self.boss
            )  # fmt: skip
            self.ids |= {"rule": rule.id, "provider": "kommun"}
            self.ids |= {"kind": "anteckning", "retention": "CASE_5Y", "disposal": begin_disposal(by=by).id}
            self.ids |= self._set_aside(by)
            self.ids["extract"] = make_extract(self.ids["card"], by=by).id
            review(self.ids["extract"], by=by)
            self.ids["saved"] = save_filter("caseload", "Mina", "sort=namn", by=by).id
            terms = {"purpose": "Höra av oss.", "until": TODAY + timedelta(days=90)}
            self.ids["asked"] = ask(case.person_id, "SURVEY_CONTACT", by=by, **terms).id
        self._is_reviewed()

    def _happens(self, case: Case, by: Any, events: int) -> None:
        card = Card.objects.get(person=case.person_id, owner_unit=self.unit)
        self.ids |= {"card": card.id, "case": case.id, "person": case.person_id}
        for number in range(events):
            contact = record_contact(case.id, by=by, channel="PHONE", reached=True, line=f"Rad {number}")
            note = write_note(case.id, f"Anteckning {number}", by=by)
            step = add_step(case.id, by=by, what=f"Steg {number}", due_on=TODAY + timedelta(days=number))
            times = {"starts_at": SOON, "ends_at": SOON + timedelta(hours=1)}
            meeting = book_meeting(case.id, by=by, about=f"Möte {number}", **times)
            spell = add_spell(case.id, "STUDY", f"Kurs {number}", by=by, first=TODAY)
            self.ids |= {"contact": contact.id, "note": note.id, "step": step.id, "meeting": meeting.id}
            self.ids |= {"spell": spell.id}
        episode = start_participation(case.id, self.course.id, by=by, first=TODAY)
        paper = add_attachment(case.id, by=by, name="brev.txt", data=b"Hej.")
        self.ids |= {"attachment": paper.id, "participation": episode.id}

    def _set_aside(self, by: Any) -> dict[str, Any]:
        """Of others: one whom the boss alone sees, and one who is not told of what she reads."""
        cards = [
            Card.objects.get(person=make_case(self.boss).person_id, owner_unit=self.unit).id for _ in "12"
        ]
        withheld = withhold(cards[1], "SOCIAL", "S 12/26", TODAY + timedelta(days=9), by=by)
        restricted = restrict(cards[0], "ACCURACY", "Utreds.", by=by)
        return {"restriction": restricted.id, "withheld": withheld.id, "withheld_card": cards[1]}

    def _colleague(self, case: Case) -> None:
        """Somebody else of the unit, with a part in the case, a move behind her, and away today."""
        colleague, former = make_staff(self.unit), make_staff(self.unit)
        absence = send_away(colleague, self.unit, TODAY, TODAY, None)
        membership = Membership.objects.filter(staff=colleague).order_by("id")[0]
        with acting(self.boss, self.unit) as by:
            external = add_external(by=by, agency_kind="FK", organisation="FK", name="Kim", phone="1")
            assign(case.id, former.pk, "WORKER", by=by)
            move = move_caseload(former.pk, colleague.pk, by=by)
            part = Assignment.objects.get(staff=colleague, case=case, role="WORKER")
        self.ids |= {"absence": absence.id, "role": membership.id, "external": external.id}
        self.ids |= {"move": move.id, "assignment": part.id, "batch": move.id}

    def _is_reviewed(self) -> None:
        """Another reviewer has drawn what the boss did, and asked her about it."""
        reviewer = make_staff(self.unit, Role.REVIEWER)
        item = make_review(reviewer, self.unit)[0]
        with acting(reviewer, self.unit) as by:
            judge(item.id, ASKED, by=by, text="Varför?")
        self.ids |= {"review": item.review_id, "item": item.id}

    def path_ids(self, route: Any) -> dict[str, Any]:
        """What the route needs in its path. A page that needs what is not here must say how it comes to be."""
        other = OTHERWISE.get(route.name, {})
        return {name: self.ids[other.get(name, name)] for name in route.needs}
