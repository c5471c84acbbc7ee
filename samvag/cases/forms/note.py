"""A working note."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.kernel.categories import CHOICES, Category
from samvag.ui.inputs import OneOf, Words

WHY_CATEGORY = _(
    "Ett samtycke gäller vissa slags uppgifter. Kategorin avgör om en annan verksamhet får läsa anteckningen."
)


class NoteForm(forms.Form):
    """The textarea keeps itself as a draft at `draft_path` while one writes."""

    text = Words(
        _("Anteckning"),
        required=True,
        person_may_read=True,
        error_messages={"required": _("Skriv något först.")},
    )
    category = OneOf(_("Vad handlar det om?"), CHOICES, why=WHY_CATEGORY)

    def __init__(self, *args: Any, draft: str = "", draft_path: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial = {"category": Category.PLANNING.value, "text": draft, **self.initial}
        if draft_path:
            self.fields["text"].widget.attrs |= {
                "hx-post": draft_path,
                "hx-trigger": "input changed delay:1s",
                "hx-target": "#draft",
                "hx-swap": "innerHTML",
            }


class DraftForm(forms.Form):
    text = Words(_("Anteckning"))
