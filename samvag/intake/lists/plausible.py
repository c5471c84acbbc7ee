"""What is accepted but unlikely enough to be worth a second look."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from samvag.codes.files import load_system
from samvag.intake.lists.faults import Odd
from samvag.kernel.identity import Identity

Oddity = tuple[Odd, str, str]
"""The code, the field, and the sentence."""

_AGES = range(15, 71)
_LONG_AGO_YEARS = 20
_LONG_YEARS = 5


@dataclass(frozen=True, slots=True)
class Facts:
    """What a row was read as. `asked` are the fields that the list has a column for."""

    identity: Identity | None
    today: date
    values: Mapping[str, Any]
    asked: frozenset[str]

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)


def oddities(facts: Facts) -> Iterator[Oddity]:
    yield from _times(facts)
    yield from _ages(facts)
    yield from _exit(facts)


def _times(facts: Facts) -> Iterator[Oddity]:
    start, end = facts["start"], facts["end"]
    if start and start > facts.today:
        yield Odd.START_AHEAD, "start", _("Insatsen har inte börjat än.")
    if start and start.year < facts.today.year - _LONG_AGO_YEARS:
        yield Odd.START_LONG_AGO, "start", _("Starten ligger mer än 20 år tillbaka.")
    if end and end > facts.today:
        yield Odd.END_AHEAD, "end", _("Slutdatum har inte varit än; det räknas som planerat.")
    if start and end and (end - start).days > _LONG_YEARS * 365:
        yield Odd.LASTED_LONG, "end", _("Deltagandet är längre än fem år.")


def _ages(facts: Facts) -> Iterator[Oddity]:
    age = _age(facts, "start")
    if age is not None and age not in _AGES:
        yield Odd.AGE_UNUSUAL, "identity", _("Personen är %(age)s år vid starten.") % {"age": age}
    for name, at in (("livelihood_before", "start"), ("livelihood_after", "end")):
        code, age = facts[name], _age(facts, at)
        usual = _usual_ages().get(code)
        if usual and age is not None and age not in usual:
            label = load_system("livelihood_source")[code].label_sv
            sentence = _("%(livelihood)s är ovanligt vid %(age)s år.") % {"livelihood": label, "age": age}
            yield Odd.LIVELIHOOD_AGE, name, sentence


def _exit(facts: Facts) -> Iterator[Oddity]:
    reason, after = facts["exit_reason"], facts["livelihood_after"]
    if (reason or after) and not facts["end"]:
        name = "exit_reason" if reason else "livelihood_after"
        yield Odd.EXIT_WITHOUT_END, name, _("Uppgifter vid avslut finns, men inget slutdatum.")
    asked = after is not None or "livelihood_after" in facts.asked
    if (
        reason in _where("exit_reason", "to_work")
        and asked
        and after not in _where("livelihood_source", "from_work")
    ):
        yield Odd.WORK_WITHOUT_WAGE, "exit_reason", _("Avslutad till arbete, men utan lön efter.")


def _age(facts: Facts, at: str) -> int | None:
    day = facts[at]
    return facts.identity.age(day) if facts.identity and day else None


@cache
def _where(system: str, column: str) -> frozenset[str]:
    return load_system(system).where(column)


@cache
def _usual_ages() -> dict[str, range]:
    """Livelihood → the ages at which it is usual."""
    ages = {}
    for code in load_system("livelihood_source").codes:
        youngest, oldest = code.extra["age_from"], code.extra["age_to"]
        if youngest or oldest:
            ages[code.code] = range(int(youngest or 0), int(oldest or 150) + 1)
    return ages
