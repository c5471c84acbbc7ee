"""Codes of the code app: what it shows now, and what it showed a while ago.

A code holds for its own half a minute and no longer (ASVS 6.5.5). Whoever typed slowly is told so, and it is no guess.
Of codes to come nothing is said: that would tell whoever guesses which to try later.
"""

import time

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: Periods back in which a code is known again: five minutes, also for a phone whose clock is slow.
KNOWN_AGAIN = 10
#: Seconds that a code must have left to be worth handing out.
LEAST_LEFT = 3


def code_at(secret: str, periods_ago: int = 0) -> str:
    period = int(time.time()) // app_settings.TOTP_PERIOD
    return format_hotp_value(hotp_value(secret, period - periods_ago))


def shown_by_app(secret: str, least_left: float = LEAST_LEFT) -> str:
    """At this moment; waits for the next when this one is nearly over."""
    left = app_settings.TOTP_PERIOD - time.time() % app_settings.TOTP_PERIOD
    if left < least_left:
        time.sleep(left)
    return code_at(secret)


def has_grown_old(secret: str, typed: str) -> bool:
    ago = range(1, KNOWN_AGAIN + 1)
    return typed != "" and any(compare_user_code(actual=typed, expected=code_at(secret, one)) for one in ago)


def too_old() -> ValidationError:
    sentence = _(
        "Koden hann bli för gammal: den gäller i %(seconds)s sekunder. Vänta tills appen visar en ny och skriv den. "
        "Händer det igen går telefonens klocka fel: ställ den på automatisk tid."
    )
    return ValidationError(sentence % {"seconds": app_settings.TOTP_PERIOD})
