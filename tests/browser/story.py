"""From a list in Excel to the board's table, by two units, before and with and after a consent between them.

The same story is told by the tests, which look for faults in every state, and by the manual, which takes its pictures.
"""

import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import connections
from django.db.models import F
from django.urls import reverse
from playwright.sync_api import Browser, expect

from samvag.access.context import acting_as
from samvag.agencies.models import Staff, Unit
from samvag.cases.models import Case
from tests.browser.colleague import Colleague, Look
from tests.harness.serving import working

STEP = "Ringa studievägledaren om vårens kurser"
NOTE = "Vill helst ses på förmiddagar."


@dataclass(frozen=True)
class Cast:
    """Who takes part: logins, the units' names, the list, and whom of it the story follows."""

    list: Path
    columns: int
    accepted: int
    refused: int
    present: int
    name: str
    number: str
    unit: str
    other_unit: str
    manager: str
    worker: str
    worker_name: str
    other_manager: str
    other_worker: str
    other_worker_name: str
    password: str
    year: int


def let_days_pass(days: int, username: str, unit: str) -> None:
    """As if those from the list had been given to somebody so long ago; then what runs at night runs."""
    staff = Staff.objects.get(account=User.objects.get(username=username).pk)
    with acting_as(staff.pk, Unit.objects.get(name=unit).pk) as by:
        listed = Case.objects.filter(owner_unit=by.unit, imported__isnull=False, closed_on=None)
        assert listed.update(watched_from=F("watched_from") - timedelta(days=days))
    connections.close_all()
    subprocess.run([sys.executable, "-m", "samvag", "gaps", "run"], check=True, stdout=subprocess.DEVNULL)


class Story:
    def __init__(self, browser: Browser, base: str, cast: Cast, look: Look) -> None:
        self.cast = cast
        self.everybody: list[Colleague] = []

        def colleague(username: str) -> Colleague:
            self.everybody.append(Colleague(browser, base, username, cast.password, look))
            return self.everybody[-1]

        self.manager, self.worker = colleague(cast.manager), colleague(cast.worker)
        self.other_manager, self.other_worker = colleague(cast.other_manager), colleague(cast.other_worker)
        self.person_page = ""

    def tells_everything(self) -> None:
        self.given_everybody_has_logged_in()
        self.when_the_manager_uploads_the_list()
        self.then_she_sees_how_it_will_be_read_before_anything_is_written()
        self.when_she_brings_it_in()
        self.then_every_row_has_its_answer()
        self.when_she_gives_them_to_the_worker()
        self.then_nobody_is_without_a_main_contact()
        self.when_two_weeks_have_passed_and_nothing_is_planned()
        self.then_the_worker_sees_a_gap()
        self.when_she_plans_a_step()
        self.then_the_gap_is_gone()
        self.when_she_writes_a_note()
        self.then_the_other_unit_sees_nothing()
        self.when_the_person_consents_to_working_together()
        self.when_the_other_unit_joins()
        self.then_it_sees_what_is_shared_and_whose_it_is()
        self.when_the_person_takes_it_back()
        self.then_it_is_gone_at_once()
        self.then_the_table_says_what_came_of_it()
        self.then_the_board_gets_its_page()

    # The list comes in.

    def given_everybody_has_logged_in(self) -> None:
        self.manager.logs_in(looking=True)
        for one in (self.worker, self.other_manager, self.other_worker):
            one.logs_in()

    def when_the_manager_uploads_the_list(self) -> None:
        self.manager.goes_to("Listor in")
        self.manager.looks("listor")
        self.manager.hands_in("Lista", self.cast.list)
        self.manager.presses("Granska listan")

    def then_she_sees_how_it_will_be_read_before_anything_is_written(self) -> None:
        self.manager.sees("Inget är sparat än")
        headings = self.manager.lines("main table >> nth=0 >> tbody th")
        assert len(headings) == self.cast.columns, headings
        for row in self.manager.page.locator("main table >> nth=0 >> tbody select").all():
            assert row.input_value() != "", "a column was not recognised"
        self.manager.looks("listan-granskas")

    def when_she_brings_it_in(self) -> None:
        self.manager.presses(f"Läs in {self.cast.accepted} rader")
        with working():
            self.manager.sees("Inlästa")

    def then_every_row_has_its_answer(self) -> None:
        told = dict(zip(self.manager.lines("main dl dt"), self.manager.lines("main dl dd"), strict=True))
        assert (told["Inlästa"], told["Med fel"]) == (str(self.cast.accepted), str(self.cast.refused))
        self.manager.sees(f"Fördela {self.cast.present}")
        self.manager.looks("listan-inlast")

    # Those who take part now get somebody.

    def when_she_gives_them_to_the_worker(self) -> None:
        self.manager.goes_to("Idag")
        self.manager.follows("Fördela", exact=False)
        self.manager.looks("fordela")
        boxes = self.manager.page.locator("main input[name=case]").all()
        assert len(boxes) >= self.cast.present
        for box in boxes:
            box.check()
        worker = self.manager.field("Ge till").locator("option", has_text=self.cast.worker_name).first
        self.manager.picks("Ge till", worker.inner_text())
        self.manager.presses("Ge de valda")

    def then_nobody_is_without_a_main_contact(self) -> None:
        self.manager.sees("Alla har en huvudkontakt")
        self.manager.goes_to("Idag")
        self.manager.sees_no("har ingen huvudkontakt")
        self.manager.goes_to("Vår verksamhet")
        self.manager.looks("verksamheten")

    # A gap is seen, acted on and closed.

    def when_two_weeks_have_passed_and_nothing_is_planned(self) -> None:
        self.worker.opens("desk:start")
        self._gap(shows=False)
        let_days_pass(15, self.cast.manager, self.cast.unit)

    def then_the_worker_sees_a_gap(self) -> None:
        self.worker.opens("desk:start")
        self._gap(shows=True)
        self.worker.looks("idag")
        self.worker.page.locator(".sv-gap", has_text=self.cast.name).get_by_role("link").first.click()
        self.worker.sees("Att bevaka")
        self.person_page = self.worker.page.url
        self.worker.looks("glappet-pa-vagen")

    def when_she_plans_a_step(self) -> None:
        self.worker.opens("desk:start")
        self.worker.page.locator(".sv-gap", has_text=self.cast.name).locator("a.sv-act").click()
        self.worker.writes("Vad ska göras?", STEP)
        self.worker.looks("steget")
        self.worker.presses("Spara steg")

    def then_the_gap_is_gone(self) -> None:
        self.worker.opens("desk:start")
        self._gap(shows=False)
        self.worker.sees(self.cast.name, within=".dk-start")
        self.worker.opens(self.person_page)
        self.worker.sees(STEP)
        self.worker.looks("steget-ar-planerat")

    def when_she_writes_a_note(self) -> None:
        """Of another category than what will be shared."""
        self.worker.follows("Anteckning")
        self.worker.writes("Anteckning", NOTE)
        self.worker.picks("Vad handlar det om?", "Hälsa")
        self.worker.looks("anteckning")
        self.worker.presses("Spara anteckning")
        self.worker.sees(NOTE)

    # Another unit, before, with and after a consent.

    def then_the_other_unit_sees_nothing(self) -> None:
        assert self.other_worker.opens(self.person_page) == 404
        self.other_worker.looks("finns-inte")
        for words in (self.cast.name, self.cast.number):
            self.other_worker.opens("desk:start")
            self.other_worker.searches(words)
            self.other_worker.sees("Det säger inget om vad andra verksamheter vet.")
            self.other_worker.sees_no(self.cast.name)
        self.other_worker.looks("inget-finns")

    def when_the_person_consents_to_working_together(self) -> None:
        self.worker.opens(self.person_page)
        self.worker.presses_menu("Mer", "Samordna med andra")
        self.worker.picks("Verksamhet", self.cast.other_unit)
        self.worker.ticks("Planering", "Skriftligt")
        self.worker.looks("samtycket")
        self.worker.presses("Börja samordna")
        self.worker.sees("Det här öppnar samtycket")
        self.worker.looks("samordningen")

    def when_the_other_unit_joins(self) -> None:
        self.other_manager.goes_to("Överlämningar")
        self.other_manager.looks("inbjudan-vantar")
        self.other_manager.follows(f"Svara på inbjudan om {self.cast.name}")
        self.other_manager.picks("Vem hos er är med i teamet?", self.cast.other_worker_name)
        self.other_manager.looks("inbjudan")
        self.other_manager.presses("Vara med")
        expect(self.other_manager.page.get_by_role("status").first).to_be_visible()

    def then_it_sees_what_is_shared_and_whose_it_is(self) -> None:
        self.other_worker.opens("desk:start")
        self.other_worker.follows(self.cast.name, within=".dk-start")
        self.other_worker.sees(STEP)
        self.other_worker.sees_no(NOTE)
        self.other_worker.looks("delat")

    def when_the_person_takes_it_back(self) -> None:
        self.worker.opens(self.person_page)
        self.worker.presses_menu("Mer", "Samordna med andra")
        self.worker.follows("Återkalla")
        self.worker.writes("Hur sa personen det?", "I telefon.")
        self.worker.looks("aterkalla")
        self.worker.presses("Återkalla")

    def then_it_is_gone_at_once(self) -> None:
        self.other_worker.page.reload()
        self.other_worker.sees(self.cast.name.split()[0])
        self.other_worker.sees_no(STEP)
        self.other_worker.looks("inte-delat-langre")

    # What came of it.

    def then_the_table_says_what_came_of_it(self) -> None:
        self.manager.opens(f"{reverse('followup:outcomes')}?ar={self.cast.year}")
        self.manager.sees("Uppgift saknas")
        self.manager.looks("uppfoljning")

    def then_the_board_gets_its_page(self) -> None:
        self.manager.follows("En A4 till styrelsen")
        self.manager.sees("Så gick det")
        self.manager.looks("styrelsens-a4")
        with self.manager.page.expect_download() as saving:
            self.manager.follows("Hämta A4 som PDF")
        assert Path(saving.value.path()).read_bytes().startswith(b"%PDF")

    def ends(self) -> None:
        """Says where everybody was, which is shown when the story stopped."""
        for one in self.everybody:
            print(one.username, one.page.url, one.lines("h1"), one.lines(".sv-message, .sv-faults"))
            one.leaves()

    def _gap(self, *, shows: bool) -> None:
        line: Any = self.worker.page.locator(".sv-gap", has_text=self.cast.name)
        expect(line).to_have_count(1 if shows else 0)
