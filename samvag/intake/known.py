"""What the unit has already and how it says things: what a list is judged against."""

from functools import cache
from typing import Any

from django.db import connection

from samvag.intake.lists.fields import SYSTEMS
from samvag.intake.lists.rows import Key
from samvag.intake.models import Synonym
from samvag.kernel.spelling import fold

#: The code list of each field whose words a unit may teach.
SYSTEM_OF_FIELD = {**SYSTEMS, "municipality": "municipality"}


def told(mapping: dict[str, str]) -> dict[str | int, str | None] | None:
    """Column positions travel as text in JSON."""
    return {int(column): name or None for column, name in mapping.items()} or None


def against() -> dict[str, Any]:
    """What `judge` compares with, as its arguments."""
    return {"known": known_here().__contains__, "synonyms": synonyms()}


def synonyms() -> dict[str, dict[str, str]]:
    """The unit's own words, by code system."""
    words: dict[str, dict[str, str]] = {}
    for system, spelling, code in Synonym.objects.order_by("spelling").values_list(
        "system", "spelling", "code"
    ):
        words.setdefault(system, {})[spelling] = code
    return words


def known_here() -> set[Key]:
    folded = cache(fold)  # a unit has few interventions and many participations
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, intervention, start FROM intake_known()")
        return {(number, folded(name), start) for number, name, start in cursor.fetchall()}
