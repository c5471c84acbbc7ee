"""A file to keep with the case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samvag.cases.actions.attachment import MOST_BYTES
from samvag.codes.labels import choices
from samvag.kernel.categories import CHOICES, Category
from samvag.kernel.filetypes import KNOWN
from samvag.ui.inputs import OneOf, offer

KEPT = ("ATTACHMENT_5Y", "DRAFT_90D", "KEEP")
ACCEPTED = ",".join(f".{kind.extension}" for kind in KNOWN) + ",.jpeg"


class AttachmentForm(forms.Form):
    file = forms.FileField(
        label=_("Fil"),
        max_length=200,
        help_text=_("pdf, png, jpg, docx, odt, xlsx eller txt, högst 10 MB."),
        error_messages={
            "required": _("Välj en fil."),
            "empty": _("Filen är tom. Välj en annan fil."),
            "max_length": _("Filens namn är för långt. Döp om den och försök igen."),
        },
    )
    category = OneOf(_("Vad handlar den om?"), CHOICES, initial=Category.PLANNING.value)
    retention = OneOf(_("Hur länge ska den finnas kvar?"), radios=True, initial=KEPT[0])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "retention", choices("retention", only=KEPT))
        self.fields["file"].widget.attrs["accept"] = ACCEPTED

    def clean(self) -> dict[str, Any]:
        """The size is judged before the bytes are read."""
        given = super().clean() or {}
        file = given.pop("file", None)
        if file is None:
            return given
        if file.size > MOST_BYTES:
            self.add_error(
                "file", _("Filen är större än 10 MB. Dela upp den eller spara den i lägre kvalitet.")
            )
            return given
        return {**given, "name": file.name, "data": file.read()}
