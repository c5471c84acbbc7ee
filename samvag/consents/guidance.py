"""The secrecy guide: from whom, to whom, what, about whom and why → may, may not or ask. Read from `guidance.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samvag.access.table import GUARDED
from samvag.codes.files import Code, load_system
from samvag.codes.labels import in_language
from samvag.kernel.categories import LABELS

FILE = Path(__file__).with_name("guidance.toml")
#: The axes of a question, in the order in which it is asked. `what` is a category, `from` and `to` are both of `who`.
AXES = ("from", "to", "what", "about", "why", "said")
LISTS = {"from": "who", "to": "who", "about": "about", "why": "why", "said": "said"}
MAY, NOT, ASK = "MAY", "NOT", "ASK"


@dataclass(frozen=True, slots=True)
class Ground:
    """A paragraph. `sure`: its row was read in a source."""

    law: str
    label: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Advice:
    answer: str
    says: str
    ask: str
    write: str
    grounds: tuple[Ground, ...]
    secrecy: Ground | None
    presumption: str

    @property
    def sure(self) -> bool:
        named = [*self.grounds, *([self.secrecy] if self.secrecy else [])]
        return bool(self.grounds) and all(ground.sure for ground in named)


@cache
def guide() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def choices(axis: str) -> list[tuple[str, str]]:
    if axis == "what":
        return [(category.value, str(label)) for category, label in LABELS.items()]
    return [(code, _in_language(row)) for code, row in guide()[LISTS[axis]].items()]


def advise(question: Mapping[str, str]) -> Advice:
    """`question` has every axis. The first rule that fits answers."""
    rule = next(rule for rule in guide()["rule"] if fits(rule, question))
    secrecy = guide()["who"][question["from"]]["secrecy"]
    basis = load_system("legal_basis").by_code[secrecy] if secrecy else None
    return Advice(
        rule["answer"], _in_language(rule), _in_language(rule, "ask_"), _in_language(rule, "write_"),
        tuple(_ground(load_system("legal_basis").by_code[code]) for code in rule["grounds"]),
        _ground(basis) if basis else None, presumption(basis.extra["presumption"]) if basis else "",
    )  # fmt: skip


def fits(rule: Mapping[str, Any], question: Mapping[str, str]) -> bool:
    if rule.get("guarded") and question["what"] not in GUARDED.split():
        return False
    return all(question[axis] in rule.get(axis, (question[axis],)) for axis in AXES)


def presumption(code: str) -> str:
    """What one begins from, before weighing."""
    return {
        "REVERSED": _(
            "Allt är hemligt om det inte står klart att det kan sägas utan men för personen eller någon nära."
        ),
        "STRAIGHT": _("Det är offentligt om det inte kan antas att personen eller någon nära lider men."),
        "QUALIFIED": _("Det är hemligt bara om det måste antas att personen lider betydande men."),
        "UNCERTAIN": _("Det är osäkert vilken regel som gäller. Fråga er jurist."),
    }.get(code, "")


def _ground(code: Code) -> Ground:
    paragraph = " ".join(part for part in (code.extra["law"], code.extra["paragraph"]) if part)
    return Ground(paragraph, in_language(code), code.says("row_verified"))


def _in_language(row: Mapping[str, Any], before: str = "") -> str:
    english = (get_language() or "sv").startswith("en")
    return row[before + ("en" if english else "sv")]
