"""The kinds of fields that forms ask with. Each says in plain words what to do with a wrong answer."""

import re
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Line(forms.CharField):
    """One line of text."""

    default_error_messages: ClassVar = {"required": _("Fyll i det här.")}

    def __init__(self, label: Any, *, max_length: int = 200, required: bool = False, **more: Any) -> None:
        super().__init__(label=label, max_length=max_length, required=required, **more)
        self.error_messages.setdefault("max_length", TOO_LONG)


class Words(Line):
    """Running text. `person_may_read` says beside the field that the person may read it."""

    widget = forms.Textarea

    def __init__(
        self, label: Any, *, max_length: int = 10_000, person_may_read: bool = False, **more: Any
    ) -> None:
        super().__init__(label, max_length=max_length, **more)
        self.person_may_read = person_may_read


class Day(forms.DateField):
    """A date between 1900 and ten years ahead, written 2026-11-22."""

    default_error_messages: ClassVar = {
        "required": _("Välj ett datum."),
        "invalid": _("Skriv datumet som ÅÅÅÅ-MM-DD, till exempel 2026-11-22."),
        "far": _("Kontrollera årtalet i datumet."),
    }

    def __init__(self, label: Any, *, required: bool = True, **more: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d")
        super().__init__(
            label=label, required=required, widget=widget, input_formats=["%Y-%m-%d", "%Y%m%d"], **more
        )

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day is not None and not 1900 <= day.year <= timezone.localdate().year + 10:
            raise forms.ValidationError(self.error_messages["far"], code="far")
        return day


class Clock(forms.TimeField):
    """A time of day, written 14:30; 14.30 and 1430 are understood too."""

    default_error_messages: ClassVar = {
        "required": _("Välj ett klockslag."),
        "invalid": _("Skriv klockslaget som TT:MM, till exempel 14:30."),
    }

    def __init__(self, label: Any, *, required: bool = True, **more: Any) -> None:
        super().__init__(
            label=label,
            required=required,
            widget=forms.TimeInput(format="%H:%M", attrs={"step": "300"}),
            input_formats=["%H:%M", "%H:%M:%S", "%H.%M", "%H%M"],
            **more,
        )


class OneOf(forms.ChoiceField):
    """One answer of several: as a list to open, or as buttons beside each other with `radios`."""

    default_error_messages: ClassVar = {
        "required": _("Välj ett av alternativen."),
        "invalid_choice": _("Det alternativet finns inte längre. Välj ett av dem som visas."),
    }

    def __init__(
        self,
        label: Any,
        choices: Any = (),
        *,
        required: bool = True,
        radios: bool = False,
        why: Any = "",
        **more: Any,
    ) -> None:
        self.why = why
        widget = forms.RadioSelect if radios else forms.Select
        super().__init__(label=label, choices=choices, required=required, widget=widget, **more)


class SomeOf(forms.MultipleChoiceField):
    """Any number of answers, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages: ClassVar = {
        "invalid_choice": _("Det alternativet finns inte längre. Välj bland dem som visas."),
        "required": _("Välj minst ett av alternativen."),
    }


class Percent(forms.IntegerField):
    """1–100 %. 100 % is 40 hours a week."""

    default_error_messages: ClassVar = {
        "invalid": _("Skriv ett helt tal mellan 1 och 100."),
        "min_value": _("Skriv ett helt tal mellan 1 och 100."),
        "max_value": _("Skriv ett helt tal mellan 1 och 100."),
    }

    def __init__(self, label: Any, *, required: bool = False, **more: Any) -> None:
        super().__init__(label=label, required=required, min_value=1, max_value=100, **more)


class Tick(forms.BooleanField):
    """Yes when ticked."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label=label, required=False, **more)


class Mail(forms.EmailField):
    """An e-mail address."""

    default_error_messages: ClassVar = {"invalid": _("Skriv adressen som namn@exempel.se.")}

    def __init__(self, label: Any, *, required: bool = False, **more: Any) -> None:
        super().__init__(label=label, required=required, max_length=200, **more)


class Phone(Line):
    """A telephone number with digits, spaces, hyphens and a leading plus."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label, max_length=50, **more)
        self.widget.input_type = "tel"

    def clean(self, value: Any) -> str:
        number = super().clean(value)
        if number and not re.fullmatch(r"\+?[0-9][0-9 ()/-]{4,}", number):
            raise forms.ValidationError(
                _("Skriv numret med siffror, till exempel 070-123 45 67."), code="invalid"
            )
        return number


def needed_when_shown(form: forms.Form, *names: str) -> None:
    """Fields that matter only after a choice: not demanded of everybody, but not called optional either."""
    for name in names:
        form.fields[name].needed_when_shown = True  # type: ignore[attr-defined]


def offer(form: forms.Form, name: str, choices: Any) -> None:
    """Gives a field of the form the choices that are known only when the page is asked for.

    Given as they are, Django looks at each of them at once; as a function, not before they are drawn or one is chosen.
    """
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)
    field.choices = choices if callable(choices) else lambda: choices


TOO_LONG = _("Texten är för lång: %(show_value)s tecken av högst %(limit_value)s. Korta den.")
