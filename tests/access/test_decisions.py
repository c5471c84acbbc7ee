"""Every decision of who may do what, with the sentence of each no: the near miss beside each yes."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from samvag.access.actor import Actor
from samvag.access.persons import Person, Shown
from samvag.access.roles import Role
from samvag.agencies import policy as agencies
from samvag.cases import policy as cases
from samvag.cases.models import Case, Coordination, Handover, Note
from samvag.consents import policy as consents
from samvag.desk import policy as desk
from samvag.gaps import policy as gaps
from samvag.gaps.models import Postponement
from samvag.intake import policy as intake
from samvag.intake.models import Upload
from samvag.intake.terms import DONE, STANDS_STILL_AFTER, WRITING
from samvag.kernel.decisions import Decision
from samvag.kernel.periods import UNDO_FOR
from samvag.my_way import policy as my_way
from samvag.outbox import policy as outbox
from samvag.outbox.proving import Way
from samvag.people import policy as people
from samvag.people.models import Card
from samvag.rights import policy as rights
from samvag.rights.terms import ANSWERED, ASKED, IN_ORDER

OURS, THEIRS, ANNA, BEA, HER = (UUID(int=number) for number in range(1, 6))
DAY = date(2026, 11, 23)
SECOND = timedelta(seconds=1)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ROLES = {role: Actor(ANNA, OURS, frozenset({role})) for role in Role}
WORKER, MANAGER, RECIPIENT = (ROLES[role] for role in (Role.WORKER, Role.MANAGER, Role.RECIPIENT))
MEETS, WHOLE = {Role.WORKER, Role.MANAGER, Role.RECIPIENT}, {Role.MANAGER, Role.RECIPIENT}
KEEPS = {Role.MANAGER, Role.ADMIN}

#: By role alone: who may, and what the others are told.
BY_ROLE = [
    (agencies.may_keep_external, MEETS | KEEPS, "Din roll lägger inte upp externa kontakter."),
    (lambda by: agencies.may_keep_unit(by, OURS), KEEPS, "Bara verksamhetens chef eller administratör gör det här."),
    (lambda by: agencies.may_give_role(by, OURS, Role.WORKER), KEEPS,
     "Bara verksamhetens chef eller administratör gör det här."),
    (lambda by: agencies.may_set_absence(by, OURS, BEA), KEEPS,
     "Bara verksamhetens chef eller administratör gör det här."),
    (cases.may_open_case, MEETS, "Din roll möter inga personer, så du kan inte öppna ärenden."),
    (lambda by: cases.may_assign(by, Case(owner_unit_id=OURS)), MEETS, "Din roll fördelar inga ärenden."),
    (lambda by: cases.may_reopen(by, Case(owner_unit_id=OURS, closed_on=DAY)), MEETS,
     "Din roll fördelar inga ärenden."),
    (cases.may_distribute, WHOLE, "Bara chef eller mottagare fördelar andras ärenden."),
    (lambda by: cases.may_answer(by, Handover(to_unit_id=OURS)), WHOLE,
     "Bara mottagare eller chef svarar på överlämningar."),
    (lambda by: cases.may_join(by, has_case=False), WHOLE,
     "Bara mottagare eller chef svarar på en inbjudan om någon ni inte arbetar med."),
    (cases.may_keep_external, MEETS, "Din roll sköter inte verksamhetens externa kontakter."),
    (cases.may_name_main, {Role.MANAGER}, "Bara chefen namnger dem som får öppna."),
    (consents.may_record, MEETS, "Din roll möter inga personer, så du kan inte ta emot samtycken."),
    (consents.may_decide, WHOLE, "Det beslutet fattar verksamhetens chef eller mottagare."),
    (desk.may_save_filter, MEETS, "Din roll har inga listor att spara filter för."),
    (desk.may_see_unit, WHOLE, "Bara chef och mottagare ser hela verksamheten."),
    (lambda by: gaps.may_postpone(by, OURS), MEETS, "Din roll bevakar inga personer."),
    (lambda by: gaps.may_undo_postponement(by, Postponement(made_by_id=BEA)), WHOLE,
     "Bara den som sköt upp det, eller chefen, kan ta tillbaka det."),
    (gaps.may_set_value, KEEPS, "Bara verksamhetens chef eller administratör ändrar bevakningens dagar."),
    (intake.may_import, WHOLE, "Bara chef eller mottagare läser in verksamhetens listor."),
    (lambda by: intake.may_undo(by, Upload(state=DONE)), WHOLE,
     "Bara chef eller mottagare läser in verksamhetens listor."),
    (my_way.may_ask, MEETS, "Din roll möter inga personer, så du kan inte fråga någon."),
    (outbox.may_tell, MEETS, "Din roll möter inga personer, så du kan inte skicka något."),
    (outbox.may_prove, MEETS, "Din roll möter inga personer, så du kan inte pröva något."),
    (people.may_register, MEETS, "Din roll möter inga personer, så du kan inte registrera någon."),
    (people.may_name, {Role.MANAGER}, "Bara chefen namnger dem som får öppna."),
    (rights.may_review_log, {Role.REVIEWER}, "Bara verksamhetens logggranskare granskar loggen."),
    (lambda by: rights.may_judge(by, BEA, "", IN_ORDER), {Role.REVIEWER},
     "Bara verksamhetens logggranskare granskar loggen."),
    (rights.may_keep_rights, KEEPS | {Role.OFFICER},
     "Bara chefen, verksamhetens administratör eller dataskyddsombudet gör det här."),
    (rights.may_dispose, KEEPS, "Bara verksamhetens chef eller administratör gallrar."),
    (lambda by: rights.may_correct(by, OURS), MEETS, "Din roll rättar inga uppgifter om personer."),
]  # fmt: skip


@pytest.mark.parametrize(("decide", "who", "sentence"), BY_ROLE)
@pytest.mark.parametrize("role", Role)
def test_by_role(decide, who, sentence, role):
    said = decide(ROLES[role])
    assert (bool(said), said.reason) == ((True, "") if role in who else (False, sentence))


def case(unit: UUID = OURS, closed: date | None = None) -> Case:
    return Case(owner_unit_id=unit, closed_on=closed)


def together(unit: UUID = OURS, closed: date | None = None) -> Coordination:
    return Coordination(owner_unit_id=unit, closed_on=closed)


def note(ago: timedelta, unit: UUID = OURS, by: UUID = ANNA) -> Note:
    return Note(owner_unit_id=unit, created_by_id=by, created_at=NOW - ago)


def card(protection: str = "INGEN", unit: UUID = OURS) -> Card:
    return Card(owner_unit_id=unit, protection=protection)


def upload(state: str = DONE, **when: datetime) -> Upload:
    return Upload(state=state, **when)


def lately(ago: timedelta) -> datetime:
    return timezone.now() - ago


ANOTHERS = "Ärendet hör till en annan verksamhet."
READ_ONLY = f"{ANOTHERS} Du kan läsa det som delas, men inte ändra."
UNIT_ALONE = "Du kan bara ändra i den verksamhet du arbetar för just nu."
LED = "Bara den verksamhet som leder samordningen gör det här."
OVER = "Samordningen är avslutad."
OWN_CARD = "Bara den egna verksamhetens uppgifter kan ändras."
WRITER = "Bara den som skrev det kan ångra."
MINUTES = timedelta(minutes=10)


#: Decided when the test runs, not when it is read.
SAYS: list[tuple[Callable[[], Decision], str]] = [
    (lambda: agencies.may_keep_unit(MANAGER, THEIRS), UNIT_ALONE),
    (lambda: agencies.may_give_role(MANAGER, THEIRS, Role.WORKER), UNIT_ALONE),
    (lambda: agencies.may_give_role(MANAGER, OURS, Role.ASSOCIATION),
     "Rollen förbundsadministratör ges när förbundet sätts upp."),
    (lambda: agencies.may_give_it_to(MANAGER, BEA), ""),
    (lambda: agencies.may_give_it_to(MANAGER, ANNA),
     "Ingen ger sig själv en roll. Be en annan chef eller administratör."),
    (lambda: agencies.may_end(MANAGER, BEA), ""),
    (lambda: agencies.may_end(MANAGER, ANNA), "Ingen avslutar sig själv. Be en annan chef eller administratör."),
    (lambda: agencies.may_set_absence(WORKER, OURS, ANNA), ""),
    (lambda: agencies.may_set_absence(WORKER, THEIRS, ANNA), UNIT_ALONE),
    (lambda: agencies.may_set_absence(MANAGER, THEIRS, BEA), UNIT_ALONE),
    (lambda: cases.may_work_on(WORKER, case()), ""),
    (lambda: cases.may_work_on(WORKER, case(THEIRS)), READ_ONLY),
    (lambda: cases.may_work_on(WORKER, case(closed=DAY)), "Ärendet är avslutat. Öppna det igen för att arbeta vidare."),
    (lambda: cases.may_assign(MANAGER, case(THEIRS)), ANOTHERS),
    (lambda: cases.may_reopen(MANAGER, case()), "Ärendet är redan öppet."),
    (lambda: cases.may_reopen(MANAGER, case(THEIRS, DAY)), ANOTHERS),
    (lambda: cases.may_change_row(WORKER, OURS), ""),
    (lambda: cases.may_change_row(WORKER, THEIRS), "Bara den verksamhet som äger uppgiften kan ändra den."),
    (lambda: cases.may_answer(RECIPIENT, Handover(to_unit_id=THEIRS)), "Överlämningen är till en annan verksamhet."),
    (lambda: cases.may_lead(WORKER, together()), ""),
    (lambda: cases.may_lead(WORKER, together(THEIRS)), LED),
    (lambda: cases.may_lead(WORKER, together(closed=DAY)), OVER),
    (lambda: cases.may_join(WORKER, has_case=True), ""),
    (lambda: cases.may_change_team(WORKER, together(), THEIRS), ""),
    (lambda: cases.may_change_team(WORKER, together(THEIRS), OURS), ""),
    (lambda: cases.may_change_team(WORKER, together(THEIRS), THEIRS),
     "Varje verksamhet väljer själv vilka som är med i teamet."),
    (lambda: cases.may_change_team(WORKER, together(closed=DAY), OURS), OVER),
    (lambda: cases.may_undo(WORKER, note(MINUTES), NOW), ""),
    (lambda: cases.may_undo(WORKER, note(MINUTES + SECOND), NOW),
     "Det har gått mer än tio minuter. Skriv i stället en ny rad som rättar."),
    (lambda: cases.may_undo(WORKER, note(SECOND, by=BEA), NOW), WRITER),
    (lambda: cases.may_undo(WORKER, note(SECOND, THEIRS), NOW), WRITER),
    (lambda: desk.may_remove_filter(WORKER, ANNA), ""),
    (lambda: desk.may_remove_filter(WORKER, BEA), "Filtret är någon annans."),
    (lambda: gaps.may_postpone(WORKER, THEIRS), "Det här bevakas av en annan verksamhet."),
    (lambda: gaps.may_undo_postponement(WORKER, Postponement(made_by_id=ANNA)), ""),
    (lambda: intake.may_undo(MANAGER, upload(WRITING, touched_at=lately(STANDS_STILL_AFTER + SECOND))), ""),
    (lambda: intake.may_undo(MANAGER, upload(WRITING, at=lately(STANDS_STILL_AFTER + SECOND))), ""),
    (lambda: intake.may_undo(MANAGER, upload(WRITING, touched_at=lately(SECOND))),
     "Bara en lista som är inläst kan ångras."),
    (lambda: intake.may_undo(MANAGER, upload("JUDGED", at=lately(STANDS_STILL_AFTER + SECOND))),
     "Bara en lista som är inläst kan ångras."),
    (lambda: intake.may_undo(MANAGER, upload(finished_at=lately(UNDO_FOR - timedelta(hours=1)))), ""),
    (lambda: intake.may_undo(MANAGER, upload(finished_at=lately(UNDO_FOR + SECOND))),
     "En inläsning kan ångras i 30 dagar, och den tiden har gått."),
    (lambda: my_way.may_decide(Person(HER, Shown.CODE, OURS)), ""),
    (lambda: my_way.may_say_yes(Person(HER), "FINSAM_FOLLOWUP"), ""),
    (lambda: my_way.may_say_yes(Person(HER, Shown.CODE), "INFO_EXCHANGE"), ""),
    (lambda: my_way.may_say_yes(Person(HER, Shown.CODE), "FINSAM_FOLLOWUP"),
     "Det här behöver du skriva under. Gör det på papper, eller logga in med e-legitimation."),
    (lambda: outbox.may_choose_way(Person(HER)), ""),
    (lambda: outbox.may_choose_way(Person(HER, Shown.CODE, OURS)),
     "Logga in med e-legitimation för att ändra det här. Eller be den som hjälper dig att ändra det hos sig."),
    (lambda: outbox.may_send_proof(None), "Det finns inget nummer och ingen adress att pröva."),
    (lambda: outbox.may_send_proof(Way("SMS", "0701740605", None, None, None, None)),
     "Härifrån kan inget skickas på det sättet, så det kan inte prövas."),
    (lambda: people.may_edit_card(WORKER, OURS), ""),
    (lambda: people.may_edit_card(WORKER, THEIRS), OWN_CARD),
    (lambda: people.may_mark(WORKER, card(), "SKYDDAD"), ""),
    (lambda: people.may_mark(WORKER, card(unit=THEIRS), "SKYDDAD"), OWN_CARD),
    (lambda: people.may_mark(WORKER, card("SEKRETESSMARKERING"), "SEKRETESSMARKERING"),
     "Personen har redan det skyddet."),
    (lambda: people.may_mark(WORKER, card(), "INGEN"), "Välj vilket skydd personen har."),
    (lambda: people.may_mark(WORKER, card(), "NÅGOT"), "Välj vilket skydd personen har."),
    (lambda: people.may_unmark(WORKER, card("SEKRETESSMARKERING")), ""),
    (lambda: people.may_unmark(WORKER, card()), "Personen har inget skydd."),
    (lambda: people.may_unmark(WORKER, card("SEKRETESSMARKERING", THEIRS)), OWN_CARD),
    (lambda: people.may_be_messaged(card()), ""),
    (lambda: people.may_be_messaged(card("SKYDDAD")),
     "Personen har skyddade personuppgifter: inga mejl och inga sms. Brev går via Skatteverket."),
    (lambda: rights.may_judge(ROLES[Role.REVIEWER], ANNA, "", IN_ORDER),
     "Det här är din egen läsning. En annan granskare bedömer den."),
    (lambda: rights.may_judge(ROLES[Role.REVIEWER], BEA, ASKED, ANSWERED), "Det här är redan avgjort."),
    (lambda: rights.may_judge(ROLES[Role.REVIEWER], BEA, IN_ORDER, ASKED), "Det här är redan avgjort."),
    (lambda: rights.may_answer(WORKER, ANNA, ASKED), ""),
    (lambda: rights.may_answer(WORKER, BEA, ASKED), "Frågan är redan besvarad."),
    (lambda: rights.may_answer(WORKER, ANNA, ANSWERED), "Frågan är redan besvarad."),
    (lambda: rights.may_correct(WORKER, THEIRS), "Bara den verksamhet som äger uppgiften kan rätta den. Säg till den."),
    (lambda: rights.may_lift(WORKER, [ANNA], anybody_left=True), ""),
    (lambda: rights.may_lift(WORKER, [BEA], anybody_left=False), ""),
    (lambda: rights.may_lift(WORKER, [BEA], anybody_left=True),
     "Bara de som står på begränsningen kan ändra eller upphäva den."),
]  # fmt: skip


@pytest.mark.parametrize(("decide", "sentence"), SAYS)
def test_by_what_it_is_about(decide, sentence):
    said = decide()
    assert (bool(said), said.reason) == (not sentence, sentence)
