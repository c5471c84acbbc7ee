"""The rules with the own unit's values."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.gaps.models import Rule, Value


@dataclass(frozen=True, slots=True)
class RuleOfUnit:
    """`days`, `second_days` and `more` are what applies; `changed` says whether the unit has decided itself."""

    code: str
    name: str
    silent: str
    counting: str
    days: int
    second_days: int | None
    more: dict[str, Any]
    changed: bool


def rules_of_unit(actor: Actor) -> list[RuleOfUnit]:
    """The twelve rules in order. Two statements."""
    own = {value.rule_id: value for value in Value.objects.filter(unit=actor.unit).order_by("rule")}
    return [_of_unit(rule, own.get(rule.code)) for rule in Rule.objects.order_by("sort")]


def _of_unit(rule: Rule, own: Value | None) -> RuleOfUnit:
    days = rule.days if own is None or own.days is None else own.days
    second = rule.second_days if own is None or own.second_days is None else own.second_days
    more = {**rule.more, **(own.more if own else {})}
    words = _(rule.silent) if rule.silent else ""
    return RuleOfUnit(rule.code, _(rule.name), words, rule.counting, days, second, more, own is not None)
