"""A wait, placement, job, study or pause: what, when and how much. Each kind asks only what it needs."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.cases.terms import FORM_LISTS, JOB, PAUSE, PLACEMENT, STUDY, WAIT
from samvag.codes.labels import choices
from samvag.ui.inputs import Day, Line, OneOf, Percent, offer

WHAT = {
    WAIT: _("Vad väntar personen på?"),
    PLACEMENT: _("Var är praktiken?"),
    JOB: _("Vilken arbetsgivare?"),
    STUDY: _("Vilka studier, och var?"),
    PAUSE: _("Varför är det paus?"),
}
ASKED = {
    WAIT: ("title", "first", "promised_on", "review_on", "responsible_id"),
    PLACEMENT: ("title", "first", "planned_end", "percent"),
    JOB: ("title", "first", "planned_end", "percent", "form"),
    STUDY: ("title", "first", "planned_end", "percent", "form"),
    PAUSE: ("title", "first", "planned_end"),
}


class SpellForm(forms.Form):
    title = Line("", required=True, error_messages={"required": _("Skriv vad det gäller.")})
    first = Day(_("Från"))
    planned_end = Day(_("Planerat slut"), required=False)
    last = Day(_("Sista dagen"), required=False, help_text=_("Tomt så länge det pågår."))
    percent = Percent(_("Omfattning, procent"), help_text=_("40 timmar i veckan är 100 %."))
    form = OneOf(_("Slag"), required=False)
    promised_on = Day(_("Utlovat datum"), required=False, help_text=_("Om någon har sagt när det blir av."))
    review_on = Day(_("Stäm av"), required=False, help_text=_("Annars stämmer vi av om 60 dagar."))
    responsible_id = OneOf(_("Ansvarig"), help_text=_("Den som håller koll så att väntan inte glöms bort."))

    def __init__(
        self, *args: Any, kind: str, colleagues: Iterable[tuple[UUID, str]], change: bool = False, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["title"].label = WHAT[kind]
        asked = (*ASKED[kind], "last") if change else ASKED[kind]
        for name in list(self.fields):
            if name not in asked:
                del self.fields[name]
        self.order_fields(asked)
        if "form" in self.fields:
            offer(self, "form", choices(FORM_LISTS[kind], blank=str(_("Uppgift saknas"))))
        if "responsible_id" in self.fields:
            offer(self, "responsible_id", [(str(staff), name) for staff, name in colleagues])

    def clean_responsible_id(self) -> UUID:
        return UUID(self.cleaned_data["responsible_id"])


class SpellEndForm(forms.Form):
    last = Day(_("Sista dagen"))
    reason = Line(_("Vad hände?"), help_text=_("Till exempel: började, tackade nej, fick annat."))

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial = {"last": today, **self.initial}
        self.fields["reason"].person_may_read = True  # type: ignore[attr-defined]
