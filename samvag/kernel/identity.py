"""Swedish identity numbers by explicit type.

Source: folkbokföringslagen 18 §; Skatteverket's open test numbers. The check digit (Luhn over the last ten
digits) holds for personnummer and samordningsnummer only. A samordningsnummer carries the day plus 60 and need
not hold a real date: 194 of the 2,264 official test numbers have month 00, day 60 or 31 April.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.kernel.errors import Refused


class Kind(StrEnum):
    PNR = "PNR"
    SAMNR = "SAMNR"
    INTERIM = "INTERIM"
    PSEUDO = "PSEUDO"
    NONE = "NONE"


class Wrong(StrEnum):
    """Why a text is not an identity number."""

    EMPTY = "EMPTY"
    SPACE = "SPACE"
    SHAPE = "SHAPE"
    DATE = "DATE"
    FUTURE = "FUTURE"
    CENTURY = "CENTURY"
    SERIAL = "SERIAL"
    CHECK_DIGIT = "CHECK_DIGIT"
    KIND = "KIND"


class NotAnIdentity(Refused):
    """Carries `why` for machines and a sentence for people. The sentence never repeats the number."""

    def __init__(self, why: Wrong) -> None:
        super().__init__(_sentence(why))
        self.why = why


@dataclass(frozen=True, slots=True)
class Identity:
    """`number` has twelve characters and no separator; it is empty for `Kind.NONE`."""

    kind: Kind
    number: str

    @property
    def born(self) -> date | None:
        """The birth date; None when the number holds no real one."""
        if self.kind not in (Kind.PNR, Kind.SAMNR, Kind.INTERIM):
            return None
        year, month, day = _parts(self.number)
        return _real(year, month, day - 60 if day >= 60 else day)

    @property
    def birth_year(self) -> int | None:
        return int(self.number[:4]) if self.kind in (Kind.PNR, Kind.SAMNR, Kind.INTERIM) else None

    @property
    def sex(self) -> str:
        """`M` when the eleventh digit is odd, `K` when even; never read from an interim or pseudo number: `U`."""
        if self.kind not in (Kind.PNR, Kind.SAMNR):
            return "U"
        return "M" if int(self.number[10]) % 2 else "K"

    @property
    def written(self) -> str:
        """As people write it: `20000822-2390`."""
        return f"{self.number[:8]}-{self.number[8:]}" if self.number else ""

    def age(self, on: date) -> int | None:
        """Whole years on that day; None when no birth date is known."""
        born = self.born
        return age(born, on) if born else None


NO_NUMBER = Identity(Kind.NONE, "")

_NUMBER = re.compile(r"([0-9]{2})?([0-9]{6})([-+]?)([0-9]{4}|[TRSUWXJKLMN][0-9]{3}|TF[0-9]{2})")
_PSEUDO = re.compile(r"[0-9]{8}[0-9A-Z]{4}")
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def identity(text: str, kind: Kind | None = None, *, today: date | None = None) -> Identity:
    """The identity that a text holds. Raises `NotAnIdentity`.

    Without `kind` it is recognised among personnummer, samordningsnummer and interim number; with it, it must be
    of that kind (the only way to a pseudo number). Outer spaces are trimmed, inner ones refused. Six-digit dates
    get the latest century that is not in the future; with `+` the year in which the person turns 100 or earlier.
    """
    number = text.strip().upper()
    if kind in (Kind.NONE, Kind.PSEUDO):
        return _without_date(number, kind)
    found = _recognise(number, today or timezone.localdate())
    if kind is not None and found.kind is not kind:
        raise NotAnIdentity(Wrong.KIND)
    return found


def age(born: date, on: date) -> int:
    """Whole years; somebody born on 29 February turns a year older on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def luhn_holds(ten: str) -> bool:
    """Whether the tenth digit is the check digit of the nine before it."""
    total = sum(_DOUBLED[int(digit)] for digit in ten[0::2]) + sum(int(digit) for digit in ten[1::2])
    return total % 10 == 0


def _without_date(number: str, kind: Kind) -> Identity:
    if kind is Kind.NONE and not number:
        return NO_NUMBER
    if kind is Kind.PSEUDO and _PSEUDO.fullmatch(number):
        return Identity(kind, number)
    raise NotAnIdentity(Wrong.SHAPE)


def _recognise(number: str, today: date) -> Identity:
    match = _NUMBER.fullmatch(number)
    if match is None:
        raise NotAnIdentity(_shape_fault(number))
    century, short_date, sign, tail = match.groups()
    day = int(short_date[4:])
    kind = Kind.INTERIM if tail[0].isalpha() else Kind.SAMNR if day >= 60 else Kind.PNR
    year = _year(kind, century, short_date, sign == "+", today)
    if kind is not Kind.INTERIM:
        _must_have_a_tail(short_date, tail)
    return Identity(kind, f"{year // 100:02d}{short_date}{tail}")


def _must_have_a_tail(short_date: str, tail: str) -> None:
    if tail.startswith("000"):
        raise NotAnIdentity(Wrong.SERIAL)  # birth numbers begin at 001, though the check digit may hold
    if not luhn_holds(short_date + tail):
        raise NotAnIdentity(Wrong.CHECK_DIGIT)


def _shape_fault(number: str) -> Wrong:
    if not number:
        return Wrong.EMPTY
    return Wrong.SPACE if any(sign.isspace() for sign in number) else Wrong.SHAPE


def _year(kind: Kind, century: str | None, short_date: str, plus: bool, today: date) -> int:
    """The full year, or the reason why the date cannot be."""
    latest = today.year - 100 if plus else today.year
    if century is not None:
        year = int(century + short_date[:2])
        _must_be_a_day(kind, year, short_date, today)
        if plus and year > latest:
            raise NotAnIdentity(Wrong.CENTURY)
        return year
    for hundred in range(latest // 100, 17, -1):
        year = hundred * 100 + int(short_date[:2])
        if year <= latest and _fault_of_day(kind, year, short_date, today) is None:
            return year
    raise NotAnIdentity(Wrong.DATE)


def _must_be_a_day(kind: Kind, year: int, short_date: str, today: date) -> None:
    fault = _fault_of_day(kind, year, short_date, today)
    if fault is not None:
        raise NotAnIdentity(fault)


def _fault_of_day(kind: Kind, year: int, short_date: str, today: date) -> Wrong | None:
    month, day = int(short_date[2:4]), int(short_date[4:])
    if kind is Kind.SAMNR:
        day -= 60
        exists = month <= 12 and day <= 31
    else:
        exists = _real(year, month, day) is not None
    if not exists or year < 1800:
        return Wrong.DATE
    return Wrong.FUTURE if (year, month, day) > (today.year, today.month, today.day) else None


def _parts(number: str) -> tuple[int, int, int]:
    return int(number[:4]), int(number[4:6]), int(number[6:8])


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _sentence(why: Wrong) -> str:
    sentences = {
        Wrong.EMPTY: _("Personnummer saknas."),
        Wrong.SPACE: _("Det finns mellanslag inne i numret. Skriv ÅÅÅÅMMDD-NNNN."),
        Wrong.SHAPE: _("Det ser inte ut som ett personnummer. Skriv ÅÅÅÅMMDD-NNNN."),
        Wrong.DATE: _("Datumet i numret finns inte."),
        Wrong.FUTURE: _("Datumet i numret har inte varit än."),
        Wrong.CENTURY: _("Plustecknet betyder 100 år eller mer, och det stämmer inte med årtalet."),
        Wrong.SERIAL: _("Födelsenumret 000 delas aldrig ut."),
        Wrong.CHECK_DIGIT: _("Kontrollsiffran stämmer inte. Någon siffra är fel."),
        Wrong.KIND: _("Numret är av en annan sort än den som valts."),
    }
    return sentences[why]
