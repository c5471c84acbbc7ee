"""Identity numbers as spreadsheets mangle them."""

import re
from datetime import date

from django.utils.translation import gettext as _

from samvag.intake.lists.faults import Code
from samvag.intake.lists.reading.sheets import Cell
from samvag.intake.lists.values import DASHES, Unread, without_unseen
from samvag.kernel.identity import Identity, NotAnIdentity, identity

_DECIMALS = re.compile(r"([0-9]{10}|[0-9]{12})[.,]0+")
_SCIENTIFIC = re.compile(r"[0-9][.,]?[0-9]*e\+?[0-9]{1,2}", re.IGNORECASE)


def read_identity(cell: Cell, *, today: date) -> Identity | Unread:
    """The identity in a filled cell. A number that Excel stored as one gets its leading zeros back."""
    try:
        return identity(_written(cell), today=today)
    except NotAnIdentity as fault:
        return Unread(Code.IDENTITY_INVALID, _sentence(cell, fault))


def _written(cell: Cell) -> str:
    if isinstance(cell, str):
        text = without_unseen(cell).translate(DASHES).strip()
        match = _DECIMALS.fullmatch(text)
        return match[1] if match else text
    digits = str(int(cell))
    return digits.zfill(10) if 7 <= len(digits) <= 10 else digits


def _sentence(cell: Cell, fault: NotAnIdentity) -> str:
    if isinstance(cell, str) and _SCIENTIFIC.fullmatch(cell.strip()):
        return _(
            "Excel har förkortat numret så att siffror försvann. Gör kolumnen till text och skriv om numret."
        )
    return fault.sentence
