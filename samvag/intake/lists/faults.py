"""What is wrong, or odd, in one row: a code for machines, the column and value, a sentence for people."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Code(StrEnum):
    """Faults refuse the row."""

    IDENTITY_INVALID = "IDENTITY_INVALID"
    DATE_INVALID = "DATE_INVALID"
    DATE_ORDER = "DATE_ORDER"
    REQUIRED_MISSING = "REQUIRED_MISSING"
    CODE_UNKNOWN = "CODE_UNKNOWN"
    MUNICIPALITY_UNKNOWN = "MUNICIPALITY_UNKNOWN"
    DUPLICATE = "DUPLICATE"


class Odd(StrEnum):
    """Warnings: the row is accepted."""

    WORK_WITHOUT_WAGE = "WORK_WITHOUT_WAGE"
    AGE_UNUSUAL = "AGE_UNUSUAL"
    LIVELIHOOD_AGE = "LIVELIHOOD_AGE"
    START_AHEAD = "START_AHEAD"
    START_LONG_AGO = "START_LONG_AGO"
    END_AHEAD = "END_AHEAD"
    LASTED_LONG = "LASTED_LONG"
    EXIT_WITHOUT_END = "EXIT_WITHOUT_END"
    SEVERAL_VALUES = "SEVERAL_VALUES"
    NAME_UNCLEAR = "NAME_UNCLEAR"
    INTERVENTION_ALIKE = "INTERVENTION_ALIKE"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault, or a warning when the code is `Odd`. `column` is the heading as the list has it."""

    code: str
    column: str
    value: str
    sentence: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)
