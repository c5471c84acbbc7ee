"""Coming in with a code, and going out. Nothing here tells whether a number is known."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from samvag.access import persons
from samvag.access.pages import ANYONE, opens_to
from samvag.agencies.guessing import address_of
from samvag.my_way.forms import CodeForm, NumberForm
from samvag.my_way.views.showing import show
from samvag.outbox import codes
from samvag.ui.answers import attempt, posted, status_of

ASKED = "asked"
MINUTES = 15 * 60


@opens_to(ANYONE, "GET", "POST")
def login(request: HttpRequest) -> HttpResponse:
    if request.person:
        return redirect("my_way:start")
    form = NumberForm(posted(request))
    asked = attempt(form, lambda number: codes.ask(number, address_of(request)))
    if asked:
        request.session.flush()
        request.session.set_expiry(MINUTES)
        request.session[ASKED] = str(asked)
        return redirect("my_way:code")
    return show(request, "login", {"form": form}, status=status_of(form))


@opens_to(ANYONE, "GET", "POST")
def code(request: HttpRequest) -> HttpResponse:
    asked = request.session.get(ASKED)
    if not asked:
        return redirect("my_way:login")
    form = CodeForm(posted(request))
    if form.is_valid():
        person = codes.try_code(UUID(asked), form.cleaned_data["code"])
        if person:
            persons.let_in(request, person)
            return redirect("my_way:start")
        form.add_error(
            "code", _("Koden stämmer inte, eller så gäller den inte längre. Du kan be om en ny kod.")
        )
    return show(request, "code", {"form": form}, status=status_of(form))


@opens_to(ANYONE, "POST")
def logout(request: HttpRequest) -> HttpResponse:
    if request.person:
        persons.leave(request)
    return redirect("my_way:login")
