"""The forms of reviewing the log."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samvag.rights.terms import ANSWERED, ASKED, REPORTED, REVIEW_MOVES, REVIEW_WORDS, TO_EXPLAIN
from samvag.ui.inputs import Day, OneOf, Words, offer

#: What takes words beside it.
EXPLAINED = (ASKED, TO_EXPLAIN, REPORTED)


class DrawForm(forms.Form):
    first = Day(_("Första dagen"))
    last = Day(_("Sista dagen"))
    size = forms.IntegerField(
        label=_("Så många på slump"), min_value=1, max_value=200, initial=20,
        help_text=_("Till dem kommer det som reglerna hittar."),
        error_messages={
            "required": _("Skriv ett tal mellan 1 och 200."), "invalid": _("Skriv ett tal mellan 1 och 200."),
            "min_value": _("Skriv ett tal mellan 1 och 200."), "max_value": _("Skriv ett tal mellan 1 och 200."),
        },
    )  # fmt: skip

    @staticmethod
    def usual() -> dict[str, Any]:
        """The month that ended."""
        last = timezone.localdate().replace(day=1) - timedelta(days=1)
        return {"first": last.replace(day=1), "last": last, "size": 20}


class JudgeForm(forms.Form):
    word = OneOf(_("Bedömning"), radios=True)
    text = Words(
        _("Vad du kom fram till"), max_length=4000,
        help_text=_("Frågar du kollegan, skriv frågan här. Skriv inte mer om personen än som behövs."),
    )  # fmt: skip

    WITHOUT_WORDS: ClassVar = _("Skriv vad du frågar om, vad som behöver förklaras eller vart det anmäldes.")

    def __init__(self, *args: Any, said: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may = REVIEW_MOVES[said] - {ANSWERED}
        labels = {ASKED: _("Fråga kollegan"), REPORTED: _("Anmäl: det här var inte tillåtet")}
        offer(self, "word", [(word, labels.get(word, label)) for word, label in REVIEW_WORDS if word in may])

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("word") in EXPLAINED and not facts.get("text"):
            self.add_error("text", self.WITHOUT_WORDS)
        return facts


class AnswerForm(forms.Form):
    text = Words(_("Ditt svar"), max_length=4000, required=True)
