"""A person's rights in the unit, and her register extract: made, read through, struck in, handed out."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samvag.access.pace import keep_pace
from samvag.access.pages import opens_to
from samvag.access.roles import KEEPS_RIGHTS, SEES_REVIEWS
from samvag.agencies.queries import made_up
from samvag.kernel.errors import Refused
from samvag.rights.actions import extract as actions
from samvag.rights.documents import extract_as_pdf, words
from samvag.rights.forms.answers import AskedForm, FindForm, HandOutForm, StrikeForm
from samvag.rights.policy import may_withhold
from samvag.rights.queries import extract as queries
from samvag.rights.queries.disposal import hold_of
from samvag.rights.queries.extract import One, Whom
from samvag.rights.queries.restriction import restrictions
from samvag.ui.answers import attempt, go_on, posted, status_of
from samvag.ui.links import query_string
from samvag.ui.parts import show

#: The same for a protected person whom the one who asks may not open.
NOBODY = gettext_lazy(
    "Ingen hos er har det numret. "
    "Kontrollera siffrorna, eller be den som får öppna personer med skyddade personuppgifter."
)


@opens_to(KEEPS_RIGHTS, "GET", "POST")
def hub(request: HttpRequest) -> HttpResponse:
    form = FindForm(posted(request))
    if form.is_valid():
        card = queries.find(request.actor, form.cleaned_data["q"])
        if card:
            return redirect("rights:person", card=card)
        form.add_error("q", NOBODY)
    facts = {
        "form": form,
        "controller": queries.controller_of(request.actor),
        "restrictions": restrictions(request.actor),
        "sees_reviews": request.actor.has(*SEES_REVIEWS),
    }
    return show(request, "rights/hub.html", facts, status=status_of(form))


@opens_to(KEEPS_RIGHTS, "GET", "POST")
def person(request: HttpRequest, card: UUID) -> HttpResponse:
    """What has been asked and answered; here a new extract is made."""
    one = queries.whom(request.actor, card)
    form = AskedForm(posted(request), initial={"asked_on": timezone.localdate()})
    made = attempt(form, lambda **given: actions.make_extract(card, by=request.actor, **given))
    if made:
        return go_on(
            request, reverse("rights:extract", args=[card, made.id]), _("Utdraget är gjort. Läs igenom det.")
        )
    facts = {
        "person": one,
        "form": form,
        "made": queries.made_for(request.actor, one.person),
        "held": hold_of(request.actor, one),
        "withholds": bool(may_withhold(request.actor)),
    }
    return show(request, "rights/person.html", facts, status=status_of(form))


@opens_to(KEEPS_RIGHTS, "GET", "POST")
def extract(request: HttpRequest, card: UUID, extract: UUID) -> HttpResponse:
    """One kind of rows at a time, each value with a box; what is ticked is struck, or brought back."""
    who, one = _found(request, card, extract)
    section = one.section(request.GET.get("del", ""))
    places = [value["place"] for line in section["lines"] for value in line["values"]]
    form = StrikeForm(posted(request), places=places)
    here = reverse("rights:extract", args=[card, extract]) + query_string({"del": section["kind"]})
    if request.method == "POST" and "back" in request.POST:
        actions.unstrike(extract, request.POST.getlist("places"), by=request.actor)
        return go_on(request, here, _("Det är inte längre struket."))
    if attempt(form, lambda **given: actions.strike(extract, by=request.actor, **given)):
        return go_on(request, here, _("Struket. Loggen visar vad och varför."))
    facts = {"person": who, "one": one, "section": section, "form": form, "hand_out": HandOutForm()}
    return show(request, "rights/extract.html", facts, status=status_of(form))


@opens_to(KEEPS_RIGHTS, "POST")
def read_through(request: HttpRequest, card: UUID, extract: UUID) -> HttpResponse:
    _found(request, card, extract)
    actions.review(extract, by=request.actor)
    return go_on(
        request, reverse("rights:extract", args=[card, extract]), _("Genomläst. Nu kan det lämnas ut.")
    )


@opens_to(KEEPS_RIGHTS, "POST")
def hand_out(request: HttpRequest, card: UUID, extract: UUID) -> HttpResponse:
    _found(request, card, extract)
    form = HandOutForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Välj hur utdraget lämnades ut."))
    actions.hand_out(extract, form.cleaned_data["how"], by=request.actor)
    return go_on(request, reverse("rights:person", args=[card]), _("Antecknat att utdraget är utlämnat."))


@opens_to(KEEPS_RIGHTS)
def paper(request: HttpRequest, card: UUID, extract: UUID) -> HttpResponse:
    """The whole as the person gets it, to read and to print."""
    who, one = _found(request, card, extract)
    facts = {"person": who, "one": one, "content": queries.to_hand_out(request.actor, one), "words": words()}
    return show(request, "rights/paper.html", facts)


@opens_to(KEEPS_RIGHTS)
def document(request: HttpRequest, card: UUID, extract: UUID) -> HttpResponse:
    content = _ready(request, card, extract)
    banner = _("Påhittade personer och siffror") if made_up(request.actor) else ""
    response = HttpResponse(extract_as_pdf(content, banner), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="registerutdrag.pdf"'
    return response


@opens_to(KEEPS_RIGHTS)
def data(request: HttpRequest, card: UUID, extract: UUID) -> HttpResponse:
    content = _ready(request, card, extract)
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="registerutdrag.json"'
    return response


def _found(request: HttpRequest, card: UUID, extract: UUID) -> tuple[Whom, One]:
    who = queries.whom(request.actor, card)
    return who, queries.one_extract(request.actor, who.person, extract)


def _ready(request: HttpRequest, card: UUID, extract: UUID) -> dict:
    """Nothing leaves the unit before somebody has read it."""
    _who, one = _found(request, card, extract)
    keep_pace("fetch", request.actor)
    if not one.made.reviewed:
        raise Refused(str(actions.READ_FIRST))
    return queries.to_hand_out(request.actor, one)
