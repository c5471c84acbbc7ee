"""A gap in one Swedish sentence, put together from its facts; and who is responsible, in another."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samvag.gaps.terms import BY_CODE, VARIANTS

MANAGER, RECIPIENT = "MANAGER", "RECIPIENT"

#: In which part somebody is responsible: said to herself, and of somebody else.
PARTS = {
    "MAIN": (gettext_lazy("Du är huvudkontakt."), gettext_lazy("%(name)s är huvudkontakt.")),
    "DEPUTY": (gettext_lazy("Du är ersättare."), gettext_lazy("%(name)s är ersättare.")),
    "COVER": (
        gettext_lazy("Du täcker upp för huvudkontakten."),
        gettext_lazy("%(name)s täcker upp för huvudkontakten."),
    ),
    "DOER": (gettext_lazy("Du gör steget."), gettext_lazy("%(name)s gör steget.")),
    "WAIT": (gettext_lazy("Du är ansvarig för väntan."), gettext_lazy("%(name)s är ansvarig för väntan.")),
    "": (gettext_lazy("Du är ansvarig."), gettext_lazy("%(name)s är ansvarig.")),
}


def _days_in_words(count: int) -> str:
    return ngettext("%(count)s dag", "%(count)s dagar", count) % {"count": count}


def _steps_in_words(count: int) -> str:
    return ngettext("%(count)s steg", "%(count)s steg", count) % {"count": count}


def sentence(rule: str, kind: str, why: dict[str, Any], since: date, as_of: date, **named: str) -> str:
    """`named` holds what was read beside the facts: the name, what it is about, the other unit, the one away."""
    if rule == "consent_ending" and since < as_of:
        kind = "ended"
    places = {
        **why,
        "days": _days_in_words(max(0, (as_of - since).days)),
        "since": since.isoformat(),
        "count": _steps_in_words(int(why.get("count", 0))),
        **named,
    }
    return _(VARIANTS.get((rule, kind)) or BY_CODE[rule].sentence) % places


def who(part: str, name: str, *, me: bool, role: str, postponed: int) -> str:
    """`role` is MANAGER or RECIPIENT when nobody by name is responsible."""
    if role == MANAGER:
        return (
            _("Uppskjutet tre gånger: chefen avgör.") if postponed >= 3 else _("Har gått vidare till chefen.")
        )
    if role == RECIPIENT:
        return _("Ingen är ansvarig: mottagaren fördelar.")
    to_me, of_another = PARTS.get(part, PARTS[""])
    return str(to_me) if me else str(of_another) % {"name": name}
