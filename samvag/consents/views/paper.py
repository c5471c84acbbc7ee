"""The consent on paper, in the person's language, to read, fill in and sign."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from samvag.access.pages import for_persons
from samvag.consents.terms import CONSENT_KINDS, INFO_EXCHANGE, PURPOSES, SHARES
from samvag.consents.texts import SWEDISH, languages, text
from samvag.kernel.categories import LABELS
from samvag.people.queries import card_of
from samvag.ui.parts import show


@for_persons()
def paper(request: HttpRequest, card: UUID) -> HttpResponse:
    """Names nobody who is protected: then the name is written by hand."""
    person = card_of(request.actor, card)
    kind, language = (
        one if one in known else first
        for one, known, first in (
            (request.GET.get("kind", ""), dict(CONSENT_KINDS), INFO_EXCHANGE),
            (request.GET.get("language", ""), dict(languages()), SWEDISH),
        )
    )
    with override(language):
        facts: dict[str, Any] = {
            "kind": kind,
            "kind_label": str(dict(CONSENT_KINDS)[kind]),
            "purpose": str(PURPOSES.get(kind, "")),
            "categories": [str(label) for label in LABELS.values()] if kind in SHARES else [],
        }
    others = [one for one in languages() if one[0] != language]
    facts |= {"person": person, "text": text(language), "others": others}
    return show(request, "consents/paper.html", facts)
