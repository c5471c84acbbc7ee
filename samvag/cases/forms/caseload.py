"""Who has a case, closing it, and giving many to somebody at once."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.cases.forms.participation import EndForm
from samvag.cases.terms import ASSIGNMENT_ROLES, MAIN
from samvag.ui.inputs import Day, Line, OneOf, SomeOf, offer

WHOLE, PART = "whole", "part"


class AssignForm(forms.Form):
    staff = OneOf(_("Vem?"))
    role = OneOf(_("Som vad?"), ASSIGNMENT_ROLES, radios=True, initial=MAIN)
    from_day = Day(_("Från och med"))
    why = Line(_("Varför ändras det?"))

    def __init__(self, *args: Any, colleagues: Iterable[tuple[UUID, str]], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial = {"from_day": today, **self.initial}
        offer(self, "staff", [(str(staff), name) for staff, name in colleagues])

    def clean_staff(self) -> UUID:
        return UUID(self.cleaned_data["staff"])


class CloseForm(EndForm):
    last = Day(_("Avslutas den"))
    reason = OneOf(_("Varför avslutas ärendet?"))


class DistributeForm(forms.Form):
    """Rows are ticked in the table itself."""

    case = SomeOf(label=_("Ärenden"), error_messages={"required": _("Välj minst ett ärende i listan.")})
    staff = OneOf(_("Ge till"))
    why = Line(_("Hälsning eller skäl"))

    def __init__(
        self, *args: Any, cases: Iterable[UUID], colleagues: Iterable[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        offer(self, "case", [(str(case), str(case)) for case in cases])
        offer(self, "staff", [("", _("Välj medarbetare")), *colleagues])

    def clean_case(self) -> list[UUID]:
        return [UUID(case) for case in self.cleaned_data["case"]]

    def clean_staff(self) -> UUID:
        return UUID(self.cleaned_data["staff"])


class MoveForm(DistributeForm):
    """All that one has, or the rows that are ticked."""

    how_much = OneOf(
        _("Vad ska flyttas?"), [(WHOLE, _("Alla ärenden")), (PART, _("De ärenden som är valda"))],
        radios=True, initial=WHOLE,
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["case"].required = False
        self.fields["staff"].label = _("Till")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("how_much") == PART and not said.get("case") and "case" not in self.errors:
            self.add_error("case", _("Välj minst ett ärende i listan."))
        return said
