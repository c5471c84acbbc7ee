"""Where messages leave: text messages by an HTTP gateway, mail by SMTP, and in the demo a file that is its outbox.

None of them logs where to or what: a fault is told by its kind.
"""

import json
import logging
import os
from collections.abc import Callable
from pathlib import Path
from urllib.request import Request
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from samvag.kernel.calling import called
from samvag.ops import places
from samvag.outbox.terms import EMAIL, MAIL_SUBJECT, SMS

log = logging.getLogger(__name__)
SECONDS = 15


class NotSent(Exception):
    """The gateway did not take it."""


def open_to(channel: str) -> bool:
    """Whether this installation can send that way at all."""
    return settings.DEMO or bool({SMS: settings.SMS_URL, EMAIL: settings.MAIL_FROM}.get(channel))


def send(channel: str, to: str, text: str, about: UUID) -> None:
    """Raises `NotSent`; the cause is logged without address or words."""
    try:
        if settings.DEMO:
            into_demo(channel, to, text, about)
        else:
            SENDERS[channel](to, text)
    except Exception as error:
        log.warning("Ett meddelande gick inte att skicka (%s): %s", channel, type(error).__name__)
        raise NotSent from None


def by_sms(to: str, text: str) -> None:
    """POST of `{"to": …, "text": …}`; any answer below 300 is a yes."""
    body = json.dumps({"to": to, "text": text}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_TOKEN}"}
    called(Request(settings.SMS_URL, body, headers), SECONDS)  # noqa: S310 – the address of a setting


def by_mail(to: str, text: str) -> None:
    EmailMessage(str(MAIL_SUBJECT), text, settings.MAIL_FROM, [to]).send()


SENDERS: dict[str, Callable[[str, str], None]] = {SMS: by_sms, EMAIL: by_mail}


def demo_file() -> Path:
    return places.var() / "outbox.jsonl"


def into_demo(channel: str, to: str, text: str, about: UUID) -> None:
    """Nothing leaves a demo: it is written where `samvag demo code` reads it."""
    line = {"at": timezone.now().isoformat(), "channel": channel, "to": to, "text": text, "about": str(about)}
    handle = os.open(demo_file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def latest_in_demo(about: UUID) -> str:
    """The latest text to a person; empty when there is none."""
    try:
        lines = demo_file().read_text("utf-8").splitlines()
    except OSError:
        return ""
    texts = [said["text"] for said in map(json.loads, lines) if said["about"] == str(about)]
    return texts[-1] if texts else ""
