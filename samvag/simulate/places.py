"""The made-up association: its agencies, units, staff and interventions, from `data/places.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
ROLES = {"w": "worker", "m": "manager", "r": "recipient", "a": "admin", "x": "association", "l": "reviewer"}
MUNICIPALITY_CODES = ("9901", "9902", "9903")


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """`key` is `ame.0` for the labour-market unit of the first municipality, `fk` for a unit that is alone."""

    key: str
    agency: str
    agency_kind: str
    name: str
    short: str
    branch: str
    regime: str
    municipality: str
    does: str
    may: str
    may_not: str


@dataclass(frozen=True, slots=True)
class StaffPlan:
    name: str
    title: str
    username: str
    roles: tuple[tuple[str, str], ...]
    """Pairs of unit key and role."""


@dataclass(frozen=True, slots=True)
class InterventionPlan:
    unit: str
    name: str
    ages: tuple[int, int]
    bead: str


@cache
def read(name: str) -> dict:
    return tomllib.loads((DATA / name).read_text("utf-8"))


def units() -> list[UnitPlan]:
    plan = read("places.toml")
    return [*_municipal(plan), *(_state(unit) for unit in plan["state"])]


def staff() -> list[StaffPlan]:
    return [_staff(one) for one in read("places.toml")["staff"]]


def interventions() -> list[InterventionPlan]:
    """One a unit that the key names: the municipalities run each their own."""
    keys = [unit.key for unit in units()]
    return [
        InterventionPlan(key, one["name"], tuple(one["ages"]), one.get("bead", "intervention"))
        for one in read("places.toml")["intervention"]
        for key in keys
        if key.split(".")[0] == one["unit"]
    ]


def username(name: str) -> str:
    return name.lower().translate(str.maketrans("åäöéü ", "aaoeu."))


def _municipal(plan: dict) -> list[UnitPlan]:
    return [
        UnitPlan(
            f"{unit['key']}.{index}", f"{town} kommun", "KOMMUN", unit["name"].format(town), unit["short"].format(town),
            unit["branch"], unit["regime"], MUNICIPALITY_CODES[index], unit["does"], unit["may"], unit["may_not"],
        )
        for index, town in enumerate(plan["municipalities"])
        for unit in plan["municipal"]
    ]  # fmt: skip


def _state(unit: dict) -> UnitPlan:
    return UnitPlan(
        unit["key"], unit["agency"], unit["kind"], unit["name"], unit["short"], unit["branch"],
        unit.get("regime", "OSL"), "", unit["does"], unit["may"], unit["may_not"],
    )  # fmt: skip


def _staff(one: dict) -> StaffPlan:
    roles = tuple((unit, ROLES[letter]) for unit, letters in one["units"].items() for letter in letters)
    return StaffPlan(one["name"], one["title"], username(one["name"]), roles)
