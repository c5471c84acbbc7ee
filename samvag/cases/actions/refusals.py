"""What the database refuses, in sentences: each invariant says what to do instead."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samvag.kernel.errors import Refused

SENTENCES = {
    "cases_participation_has_a_beginning": gettext_lazy("Slutet kan inte ligga före starten."),
    "cases_participation_planned_after_start": gettext_lazy(
        "Det planerade slutet kan inte ligga före starten."
    ),
    "cases_participation_not_twice": gettext_lazy(
        "Personen är redan med i den insatsen då. Avsluta den perioden först, eller välj andra datum."
    ),
    "cases_participation_same_start": gettext_lazy(
        "Personen har redan ett deltagande i den insatsen med samma första dag. Rätta det i stället."
    ),
    "cases_snapshot_work": gettext_lazy("Omfattningen av arbetet är 1–100 %, och bara för den som arbetar."),
    "cases_snapshot_study": gettext_lazy(
        "Omfattningen av studierna är 1–100 %, och bara för den som studerar."
    ),
    "cases_livelihood_once": gettext_lazy("Samma försörjning står två gånger. Ta bort den ena."),
    "cases_livelihood_percent": gettext_lazy("Andelen av försörjningen är 1–100 %."),
    "cases_spell_has_a_beginning": gettext_lazy("Slutet kan inte ligga före starten."),
    "cases_spell_percent": gettext_lazy("Omfattningen är 1–100 %. 100 % är 40 timmar i veckan."),
    "cases_spell_wait_has_review": gettext_lazy("Den som väntar behöver en dag då någon stämmer av."),
    "cases_spell_only_waits_are_promised": gettext_lazy("Bara en väntan har utlovat datum och avstämning."),
    "cases_spell_form_by_kind": gettext_lazy(
        "En väntan eller paus har ingen anställnings- eller studieform."
    ),
    "cases_spell_dates_after_start": gettext_lazy(
        "Planerat slut, utlovat datum och avstämning kan inte ligga före starten."
    ),
    "cases_spell_one_pause": gettext_lazy("Det finns redan en paus då. Ändra den i stället."),
    "cases_spell_not_twice": gettext_lazy(
        "Det finns redan en likadan period då. Ändra den i stället, eller välj andra datum."
    ),
    "cases_assignment_one_main": gettext_lazy(
        "Ärendet har redan en huvudkontakt då. Byt huvudkontakt i stället."
    ),
    "cases_assignment_once_at_a_time": gettext_lazy("Den du valde har redan ärendet då."),
    "cases_team_one_main": gettext_lazy("Teamet har redan en huvudkontakt. Byt huvudkontakt i stället."),
    "cases_team_member_once_at_a_time": gettext_lazy("Den du valde är redan med i teamet."),
    "cases_handover_one_waiting": gettext_lazy("Ni väntar redan på svar från den verksamheten."),
    "cases_case_one_open": gettext_lazy("Personen har redan ett öppet ärende hos er."),
}


@contextmanager
def in_words() -> Iterator[None]:
    """Runs in a transaction of its own; what breaks an invariant is refused with its sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if name not in SENTENCES:
            raise
        raise Refused(_(str(SENTENCES[name]))) from error
