"""The words of *Min plan*: whole words and whole dates, for whoever gets it."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samvag.ui.formats import weekday

MONTHS = (
    gettext_lazy("januari"), gettext_lazy("februari"), gettext_lazy("mars"), gettext_lazy("april"),
    gettext_lazy("maj"), gettext_lazy("juni"), gettext_lazy("juli"), gettext_lazy("augusti"),
    gettext_lazy("september"), gettext_lazy("oktober"), gettext_lazy("november"), gettext_lazy("december"),
)  # fmt: skip


def headings() -> dict[str, str]:
    return {
        "title": _("Min plan"), "goal": _("Mitt mål"), "goal_hint": _("Skriv med egna ord."),
        "steps": _("Mina nästa steg"), "meetings": _("Mina möten"), "contacts": _("Jag kan ringa"),
        "no_meetings": _("Ingen tid är bokad just nu."), "own": _("Eget att komma ihåg"),
        "foot": _("Planen är din. Stämmer något inte, säg till så ändrar vi."),
    }  # fmt: skip


def spelled(day: date) -> str:
    """`tisdag 24 november`, with the year when it is another than today's."""
    words = f"{weekday(day)} {day.day} {MONTHS[day.month - 1]}"
    return words if day.year == timezone.localdate().year else f"{words} {day.year}"
