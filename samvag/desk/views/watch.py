"""Postponing several gaps at once, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samvag.access.pages import for_persons
from samvag.desk.forms import PostponeForm
from samvag.desk.views.filters import back_to
from samvag.gaps import actions
from samvag.kernel.errors import Refused


@for_persons("POST")
def postpone(request: HttpRequest) -> HttpResponse:
    form = PostponeForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(fault) for faults in form.errors.values() for fault in faults))
        return back_to(request)
    facts = form.cleaned_data
    try:
        batch = actions.postpone(facts["gap"], facts["until"], facts["reason"], by=request.actor)
    except Refused as refusal:
        messages.error(
            request, refusal.sentence or _("Något av det du valde finns inte längre. Inget sköts upp.")
        )
        return back_to(request)
    count = len(facts["gap"])
    done = ngettext("%(n)s är uppskjuten till %(day)s.", "%(n)s är uppskjutna till %(day)s.", count)
    undo = f"undo:{reverse('desk:restore', args=[batch])}"
    messages.success(request, done % {"n": count, "day": facts["until"].isoformat()}, extra_tags=undo)
    return back_to(request)


@for_persons("POST")
def restore(request: HttpRequest, batch: UUID) -> HttpResponse:
    count = actions.undo_postponement(batch, by=request.actor)
    words = ngettext("Ångrat: %(n)s visas igen.", "Ångrat: %(n)s visas igen.", count)
    messages.success(request, words % {"n": count})
    return back_to(request)
