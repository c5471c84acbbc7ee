"""What two units see of each other: before a consent, with it, after a part is taken back and after a spärr."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from samvag.agencies.models import Staff, Unit
from samvag.cases.actions.work import add_step, write_note
from tests.browser.colleague import Colleague, Look
from tests.factories.known import known
from tests.factories.people import make_case
from tests.factories.sharing import in_days
from tests.harness.acting import acting

GIVEN_NAME, FAMILY_NAME = "Amina", "Påhitt"
NAME = f"{GIVEN_NAME} {FAMILY_NAME}"
PLAN, JOB, HEALTH = "Träffa studievägledaren", "Provar på två dagar i kaféet.", "Sover bättre nu."
GUIDE = "?from=SOCIAL&to=AF&what=health&about=ADULT&why=SUPPORT&said=NOT_ASKED"


#: The states that the manual shows, whole or the part that the selector finds.
SHOWN = {
    "aterkalla-en-del": ".sv-tried", "samtycket-provas": ".sv-tried", "vad-ser-andra": "", "sparr": "",
    "efter-sparren": "", "far-jag-beratta": "", "samtycke-pa-papper": "", "utlamnat": "", "vardnadshavares-insyn": "",
}  # fmt: skip


def kept(look: Any) -> Look:
    """A camera takes only what the manual shows; whoever looks for faults looks at every state."""
    if not hasattr(look, "part"):
        return look

    def takes(page: Page, state: str) -> None:
        if SHOWN.get(state):
            look.part(page, state, SHOWN[state])
        elif state in SHOWN:
            look(page, state)

    return takes


@dataclass(frozen=True)
class Cast:
    """Logins, and the other unit's name as it is chosen and as it is read."""

    worker: str
    worker_name: str
    manager: str
    other_worker: str
    other_worker_name: str
    other_manager: str
    other_unit: str
    password: str


class Consenting:
    """The person is new, seventeen, and known to the worker's unit alone."""

    def __init__(self, browser: Browser, base: str, cast: Cast, unit: Unit, look: Look) -> None:
        self.cast = cast
        names = (cast.worker, cast.manager, cast.other_worker, cast.other_manager)
        self.everybody = [Colleague(browser, base, name, cast.password, kept(look)) for name in names]
        self.worker, self.manager, self.other, self.other_manager = self.everybody
        self.card = self._lives(Staff.objects.get(name=cast.worker_name), unit)

    def _lives(self, worker: Staff, unit: Unit) -> UUID:
        worker.unit = unit
        named = {"given_name": GIVEN_NAME, "family_name": FAMILY_NAME, "born": in_days(-17 * 365)}
        case = make_case(worker, card=named)
        with acting(worker, worker.unit) as by:
            add_step(case.id, by=by, what=PLAN, due_on=in_days(5))
            write_note(case.id, JOB, by=by, category="work")
            write_note(case.id, HEALTH, by=by, category="health")
        try:
            return known(worker, case).card
        finally:
            connections.close_all()

    def tells_everything(self) -> None:
        for one in self.everybody:
            one.logs_in()
        self.before_a_consent_the_other_unit_finds_nothing()
        self.what_the_consent_opens_is_shown_before_it_is_saved()
        self.the_other_unit_joins()
        self.with_the_consent_it_sees_what_it_covers()
        self.a_part_is_taken_back()
        self.after_it_that_part_is_gone()
        self.the_person_closes_it_all()
        self.after_the_spärr_nothing_is_seen()
        self.what_stands_beside()
        for one in self.everybody:
            one.leaves()

    def before_a_consent_the_other_unit_finds_nothing(self) -> None:
        assert self.other.opens("desk:person", self.card) == 404
        self.other.looks("fore-samtycket")
        self.worker.opens("consents:list", self.card)
        self.worker.sees("Ingen annan verksamhet ser något av ert.")
        self.worker.looks("ingen-ser")

    def what_the_consent_opens_is_shown_before_it_is_saved(self) -> None:
        self.worker.opens("cases:coordination", self.card)
        self.worker.picks("Verksamhet", self.cast.other_unit)
        self.worker.ticks("Planering", "Arbete och praktik", "Skriftligt")
        self.worker.presses("Visa vad de andra ser")
        self.worker.sees("Syns när någon därifrån är med i teamet")
        self.worker.looks("samtycket-provas")
        self.worker.presses("Börja samordna")
        self.worker.sees("Det här öppnar samtycket")

    def the_other_unit_joins(self) -> None:
        self.other_manager.goes_to("Överlämningar")
        self.other_manager.follows(f"Svara på inbjudan om {NAME}")
        self.other_manager.picks("Vem hos er är med i teamet?", self.cast.other_worker_name)
        self.other_manager.presses("Vara med")
        expect(self.other_manager.page.get_by_role("status").first).to_be_visible()

    def with_the_consent_it_sees_what_it_covers(self) -> None:
        self.other.opens("desk:start")
        self.other.follows(NAME, within=".dk-start")
        self._reads(PLAN, JOB)
        self.other.looks("med-samtycket")
        self.worker.opens("consents:list", self.card)
        self.worker.sees("Teamet där ser det här av ert:")
        self.worker.looks("vad-ser-andra")

    def a_part_is_taken_back(self) -> None:
        self.worker.follows("Återkalla", exact=False)
        self.worker.ticks("Bara arbete och praktik")
        self.worker.writes("Hur sa personen det?", "I telefon.")
        self.worker.presses("Visa vad de andra ser")
        self.worker.sees("Så här blir det om du sparar")
        self.worker.looks("aterkalla-en-del")
        self.worker.presses("Återkalla", within="main")
        self.worker.sees("Återkallat.", within="body")

    def after_it_that_part_is_gone(self) -> None:
        self.other.page.reload()
        self._reads(PLAN)
        self.other.looks("en-del-aterkallad")

    def the_person_closes_it_all(self) -> None:
        self.worker.opens("consents:block", self.card)
        self.worker.ticks("Skriftligt")
        self.worker.writes("Vad sa personen?", "Ingen annan ska läsa just nu.")
        self.worker.looks("sparr")
        self.worker.presses("Spärra", within="main")
        self.worker.sees("Spärrat av personen")
        self.worker.looks("sparrat")

    def after_the_spärr_nothing_is_seen(self) -> None:
        self.other.page.reload()
        self._reads()
        self.other.looks("efter-sparren")

    def what_stands_beside(self) -> None:
        """The guide, the paper, what was let out, sharing by law and a guardian's insight."""
        self.worker.opens(reverse("consents:guide") + GUIDE)
        self.worker.sees("Fråga först")
        self.worker.looks("far-jag-beratta")
        self.worker.opens("consents:paper", self.card)
        self.worker.looks("samtycke-pa-papper")
        self.worker.opens("consents:disclosures", self.card)
        self.worker.looks("utlamnat")
        self.manager.opens("consents:by_law", self.card)
        self.manager.looks("dela-med-lag")
        self.manager.opens("consents:insight", self.card)
        self.manager.looks("vardnadshavares-insyn")

    def _reads(self, *shown: str) -> None:
        """Exactly these of the first unit's rows, and never what no consent covers."""
        for words in (PLAN, JOB, HEALTH):
            if words in shown:
                self.other.sees(words)
            else:
                self.other.sees_no(words)
