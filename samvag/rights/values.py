"""Values of rows as the database tells them in JSON, in words that one can read."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from samvag.codes.labels import label
from samvag.ui.formats import yes_no

SPAN = re.compile(r"^[\[(](\d{4}-\d\d-\d\d)?,(\d{4}-\d\d-\d\d)?[\])]$")
MOMENT = re.compile(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def in_words(value: Any) -> str:
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, list):
        return ", ".join(in_words(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {in_words(one)}" for name, one in value.items())
    text = str(value)
    if span := SPAN.match(text):
        return _span(span[1], span[2])
    if MOMENT.match(text) and (moment := parse_datetime(text)):
        return _moment(moment)
    return text


def _span(first: str | None, after: str | None) -> str:
    """The database ends a period on the day after its last."""
    if after:
        last = (date.fromisoformat(after) - timedelta(days=1)).isoformat()
        return _("%(first)s till %(last)s") % {"first": first, "last": last}
    return _("från %(first)s") % {"first": first}


def _moment(moment: datetime) -> str:
    here = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return here.strftime("%Y-%m-%d %H:%M")


def value_in_words(kind: Any, name: str, value: Any) -> str:
    """What one column of a correctable row says."""
    if value in (None, ""):
        return ""
    if codes := kind.code_list(name):
        return label(codes, value)
    field = kind.field(name)
    return str(dict(field.flatchoices).get(value, value)) if field.choices else in_words(value)
