"""Made-up people whose every word is a mark: wherever one of them stands, it came from that person."""

import re
from dataclasses import dataclass
from itertools import product
from string import ascii_lowercase

from tests.factories.numbers import made_up_numbers

#: Letters alone, so that a name may hold them; no word of ours begins so.
BEGINS = "zq"
NUMBERS = made_up_numbers(10_000)


@dataclass(frozen=True, slots=True)
class Canary:
    """`word` is in every text of hers."""

    word: str
    number: str
    phone: str

    @property
    def given_name(self) -> str:
        return f"{self.word}a".capitalize()

    @property
    def family_name(self) -> str:
        return f"{self.word}sson".capitalize()

    @property
    def mail(self) -> str:
        return f"{self.word}@exempel.invalid"

    @property
    def text(self) -> str:
        return f"Har berättat om {self.word} hemma."

    @property
    def marks(self) -> tuple[str, ...]:
        """What may stand nowhere, in small letters and of numbers the digits alone."""
        phones = (self.phone, f"46{self.phone[1:]}")
        return (self.word, *phones, *((self.number, self.number[2:]) if self.number else ()))


def canaries(count: int) -> list[Canary]:
    """The first have one of Skatteverket's test numbers, for as long as there are any; the others have none yet."""
    words = ("".join(letters) for letters in product(ascii_lowercase, repeat=4))
    numbers = [*NUMBERS, *[""] * count]
    return [
        Canary(f"{BEGINS}{word}", numbers[nth], f"07017{nth:05}")
        for nth, word in zip(range(count), words, strict=False)
    ]


class Marks:
    """All of them, looked for at once."""

    def __init__(self, people: list[Canary]) -> None:
        self._marks = {mark for one in people for mark in one.marks}

    def hits(self, text: str) -> set[str]:
        """Words by how they begin; numbers however they are written, with signs and spaces between."""
        words = re.findall(rf"{BEGINS}[a-z]{{4}}", text.casefold())
        digits = (re.sub(r"[-+ ]", "", one) for one in re.findall(r"\d[\d+ -]+\d", text))
        runs = [run for one in digits for run in _runs(one)]
        return {found for found in (*words, *runs) if found in self._marks}


def _runs(digits: str) -> list[str]:
    """The pieces of it that may be a number of twelve or ten digits, or a telephone's."""
    return [digits[at : at + size] for size in (12, 11, 10) for at in range(max(0, len(digits) - size) + 1)]
