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
    text = Words(
        _("Anteckning"),
        required=True,
        person_may_read=True,
        error_messages={"required": _("Skriv något först.")},
    )
    category = OneOf(_("Vad handlar det om?"), CHOICES, why=WHY_CATEGORY)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial = {"category": Category.PLANNING.value, **self.initial}
