"""Looking for a person, asking before registering, and the unit's own card."""

from collections.abc import Mapping
from functools import cache
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from samvag.access.pace import keep_pace
from samvag.access.pages import for_persons
from samvag.agencies.queries import made_up
from samvag.kernel.identity import NotAnIdentity
from samvag.people import actions, queries
from samvag.people.forms import COMMON_LANGUAGES, NONE, NUMBER, CardForm, FindForm, RegisterForm
from samvag.people.queries import Found
from samvag.ui.answers import attempt, came_from, go_on, posted, status_of
from samvag.ui.links import query_string
from samvag.ui.parts import show, wants_part

#: Where the session keeps the name that was looked for, and how an address says that it is meant.
LOOKED_FOR, AGAIN = "looked_for", "igen"


@cache
def _person_pattern() -> str:
    return reverse("desk:person", args=[UUID(int=0)]).replace(str(UUID(int=0)), "{}")


def person_path(card: UUID) -> str:
    """The person's page. Lists ask this for every row, and reversing a route costs as much as drawing one."""
    return _person_pattern().format(card)


def _again() -> str:
    return reverse("people:search") + query_string({AGAIN: "1"})


@for_persons("GET", "POST")
def search(request: HttpRequest) -> HttpResponse:
    """No name and no number stands in an address. What was looked for by name last is remembered by the session, so
    that one can go back to the list."""
    form, found = _looked_up(request)
    by_name = found is not None and not found.by_number
    if request.method == "POST" and by_name and request.session.get(LOOKED_FOR) != form.cleaned_data["q"]:
        request.session[LOOKED_FOR] = form.cleaned_data["q"]
    if request.method == "POST" and not wants_part(request):
        if found and found.by_number and found.hits:
            return redirect(person_path(found.hits[0].card))
        if by_name:
            return redirect(_again())
    context = {"form": form, "found": found, "person_path": person_path}
    response = show(request, "people/search.html", context, part="results", status=status_of(form))
    if wants_part(request) and by_name:
        response["HX-Replace-Url"] = _again()
    return response


@for_persons("GET", "POST")
def register(request: HttpRequest) -> HttpResponse:
    """First looks in the own unit, then asks what is needed; `cases:register` takes the answer."""
    find, found = _looked_up(request)
    if request.method == "POST" and found and found.by_number and found.hits:
        return go_on(request, person_path(found.hits[0].card), _("Personen finns redan hos er. Här är den."))
    form = None
    if found and not found.keepers:
        form = RegisterForm(initial=_begun(find, found), made_up=made_up(request.actor))
    context = {"find": find, "found": found, "form": form, "keepers": found.keepers if found else ()}
    return show(
        request, "people/register.html", {**context, "person_path": person_path}, status=status_of(find)
    )


@for_persons("GET", "POST")
def card(request: HttpRequest, card: UUID) -> HttpResponse:
    """The own unit's card: read and kept in the same place."""
    facts = queries.card_facts(request.actor, card)
    form = CardForm(
        posted(request),
        initial=facts.values,
        told_by_number=facts.told_by_number,
        made_up=made_up(request.actor),
        protection=facts.protection,
    )
    if attempt(form, lambda **given: actions.edit_card(card, by=request.actor, **given)):
        return go_on(request, came_from(request, person_path(card)), _("Uppgifterna är sparade."))
    context = {"form": form, "facts": facts, "back": came_from(request, person_path(card))}
    context["notes"] = queries.notes_about(request.actor, card)
    context["languages"] = COMMON_LANGUAGES
    context["protection_path"] = reverse("cases:protection", args=[card])
    return show(request, "people/card.html", context, status=status_of(form))


def _looked_up(request: HttpRequest) -> tuple[FindForm, Found | None]:
    """The question and its answer; a wrong number is a fault of the question."""
    given: Mapping[str, str] = request.POST if request.method == "POST" else request.GET
    if AGAIN in given and LOOKED_FOR in request.session:
        given = {"q": request.session[LOOKED_FOR]}
    form = FindForm(given if "q" in given else None)
    if not form.is_valid():
        return form, None
    keep_pace("search", request.actor)
    try:
        return form, queries.find_person(request.actor, form.cleaned_data["q"])
    except NotAnIdentity as wrong:
        form.add_error("q", wrong.sentence)
        return form, None


def _begun(find: FindForm, found: Found) -> dict[str, str]:
    """What was looked for is not typed again: the number, or the name with its last word as family name."""
    if found.unknown:
        return {"kind": NUMBER, "number": found.unknown.written}
    given, _space, family = find.cleaned_data["q"].rpartition(" ")
    names = {"given_name": given or family, "family_name": family if given else ""}
    return {"kind": NONE, **names}
