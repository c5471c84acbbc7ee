"""What is told to whoever keeps watch: logins, refusals, attempts to get past. Never whom it is about.

Staff, units and accounts stand there by their ids; a name that somebody typed and an address from where, as keyed
hashes that tell the same from another and nothing else.
"""

import logging

from django.utils.crypto import salted_hmac

logger = logging.getLogger("samvag.security")


def tell(event: str, **facts: object) -> None:
    """What should not happen often. `event` is a noun and a verb, `login.failed`."""
    _write(logging.WARNING, event, facts)


def note(event: str, **facts: object) -> None:
    """What happens every day."""
    _write(logging.INFO, event, facts)


def _write(level: int, event: str, facts: dict[str, object]) -> None:
    line = " ".join((event, *(f"{name}={value}" for name, value in facts.items())))
    known = {"event": event, **{name: str(value) for name, value in facts.items()}}
    logger.log(level, "%s", line, extra={"facts": known})


def keyed(text: str) -> str:
    return salted_hmac("samvag.security", text, algorithm="sha256").hexdigest()[:16]
