"""Filtering a list of people; saving and removing one's own filters."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from samvag.access.pages import for_persons
from samvag.desk import actions
from samvag.desk.actions import KEPT
from samvag.desk.forms import FilterForm
from samvag.desk.sought import MOST, sealed
from samvag.desk.terms import CASELOAD
from samvag.kernel.errors import Refused


def back_to(request: HttpRequest) -> HttpResponse:
    """Where the form says that one came from, when that is a page of ours."""
    path = request.POST.get("next", "")
    return redirect(path if path.startswith("/") and url_has_allowed_host_and_scheme(path, None) else "/")


@for_persons("POST")
def narrow(request: HttpRequest) -> HttpResponse:
    """To the list, with what is looked for sealed in its address."""
    words = sealed(request.POST.get("q", "").strip()[:MOST], request.actor.staff)
    asked = {"q": words, **{key: request.POST.get(key, "") for key in sorted(KEPT)}}
    query = urlencode({key: value for key, value in asked.items() if value})
    path = reverse("desk:caseload" if request.POST.get("page") == CASELOAD else "desk:start")
    return redirect(f"{path}?{query}" if query else path)


@for_persons("POST")
def save(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Filtret behöver ett namn på högst 60 tecken."))
        return back_to(request)
    facts = form.cleaned_data
    try:
        actions.save_filter(facts["page"], facts["name"], facts["query"], by=request.actor)
        messages.success(request, _("Filtret %(name)s är sparat.") % {"name": facts["name"]})
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return back_to(request)


@for_persons("POST")
def remove(request: HttpRequest, saved: UUID) -> HttpResponse:
    actions.remove_filter(saved, by=request.actor)
    return back_to(request)
