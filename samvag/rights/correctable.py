"""What can be corrected with its history kept: which kinds of rows, and which of their fields."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps

from samvag.rights.fields import CODES

#: By the word in the address: the model and its fields. Names, dates and periods that decide who sees what, or that an
#: act of its own changes, have their own pages.
CORRECTABLE = {
    "uppgifter": ("people.Card", ("given_name", "family_name", "home_municipality", "phone", "email", "address",
                                  "safe_detail", "language", "access_needs")),
    "kontakt": ("cases.Contact", ("on", "channel", "direction", "reached", "line")),
    "anteckning": ("cases.Note", ("text",)),
    "steg": ("cases.Step", ("what", "due_on", "end_note")),
    "mote": ("cases.Meeting", ("about", "place")),
    "insats": ("cases.Participation", ("planned_end", "home_municipality", "district", "referrer", "education",
                                       "support_duration", "exit_reason")),
    "start-och-avslut": ("cases.Snapshot", ("works", "work_percent", "work_type", "studies", "study_percent",
                                            "study_form", "in_lm_programme", "job_seeking", "registered_pes")),
    "period": ("cases.Spell", ("title", "planned_end", "percent", "promised_on", "review_on", "end_reason")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    word: str
    name: str
    fields: tuple[str, ...]

    @property
    def model(self) -> Any:
        return apps.get_model(self.name)

    def field(self, name: str) -> Any:
        return self.model._meta.get_field(name)

    def code_list(self, name: str) -> str:
        return CODES.get(f"{self.name}.{name}", "")


def kind_of(word: str) -> Kind | None:
    known = CORRECTABLE.get(word)
    return Kind(word, *known) if known else None


def kinds() -> list[Kind]:
    return [Kind(word, *known) for word, known in CORRECTABLE.items()]
