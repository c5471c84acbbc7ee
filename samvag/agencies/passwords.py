"""Words that are guessed first: the commonest of those that have leaked, what people make of them, and our own names.

The list of the commonest is Django's, of 20,000 out of leaked passwords. Few of them are as long as ours must be, and
people lengthen a word that they have: by a year, signs, another such word, or itself once more. No word is sent
anywhere to be looked up.
"""

import unicodedata
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: Who we are and where one works: docs/security.md says the same.
NAMES = """
    samväg samvag samverkan samordning samordningsförbund arbetsförmedlingen arbetsformedlingen försäkringskassan
    forsakringskassan socialtjänsten socialtjansten kommun kommunen region regionen finsam arbete vägen lösenord
    losenord inloggning välkommen valkommen hemligt sommar sommaren vinter vintern höst hösten vår våren måndag januari
    februari mars april juni juli augusti september oktober november december handläggare admin demo
"""
OURS = frozenset(NAMES.split())
MOST_WORDS = 2
"""A sentence is made of more."""
SHORTEST, LONGEST = 3, 24
FEW = 6
TOO_LONG = 128
"""Nobody guesses so far."""
NEVER = TOO_LONG
INSTEAD = str.maketrans("@4310$5!7", "aaeiossit")


class NotGuessed:
    """A password that is one or two such words, whatever digits and signs stand around and between them, is refused."""

    def validate(self, password: str, user: object = None) -> None:
        if guessed(unicodedata.normalize("NFKC", password).casefold()):
            raise ValidationError(
                _("Lösenordet är ett av dem som gissas först. Välj till exempel fyra ord i rad."),
                code="password_guessed",
            )

    def get_help_text(self) -> str:
        return _(
            "Inte ett vanligt ord eller namnet på arbetsplatsen med siffror efter: fyra ord i rad är bra."
        )


@cache
def common() -> frozenset[str]:
    return OURS.union(word for word in CommonPasswordValidator().passwords if len(word) >= SHORTEST)


def guessed(written: str) -> bool:
    """A few signs again and again, or at most two of the words, in letters or in signs that look like them."""
    again = (written * 2).find(written, 1)
    if again <= FEW < len(written):
        return True
    return len(written) <= TOO_LONG and words_of(written) <= MOST_WORDS


def words_of(written: str) -> int:
    """The fewest common words that are all of it, but for digits and signs beside letters; else `NEVER`."""
    read = written.translate(INSTEAD)
    any_letter = any(map(str.isalpha, written))
    fewest = [0]
    for end in range(1, len(written) + 1):
        starts = range(max(0, end - LONGEST), end - SHORTEST + 1)
        found = (1 + fewest[at] for at in starts if not common().isdisjoint((written[at:end], read[at:end])))
        beside = any_letter and not written[end - 1].isalpha()
        fewest.append(min(fewest[-1] if beside else NEVER, *found, NEVER))
    return fewest[-1]
