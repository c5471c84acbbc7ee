"""Directory, the unit's own staff, roles and absences, and choosing which unit to act for."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samvag.access.pages import ANYONE, for_staff, opens_to
from samvag.access.roles import KEEPS_UNIT, LABELS
from samvag.agencies import actions, queries
from samvag.agencies.forms import AbsenceForm, RoleForm, StaffForm, UnitForm
from samvag.agencies.terms import ABSENCE_KINDS
from samvag.kernel.errors import Refused, Unseen
from samvag.ui.answers import attempt, posted, status_of


@opens_to(ANYONE, "GET", "POST")
def choose_unit(request: HttpRequest) -> HttpResponse:
    """Reached after login, before there is an actor, and from the header at any time."""
    staff = request.session.get("staff")
    if not staff:
        return redirect("account_login")
    places = queries.places_of_staff(UUID(staff))
    if request.method == "POST" and request.POST.get("unit") in {str(unit) for unit, _name in places}:
        request.session["unit"] = request.POST["unit"]
        return redirect("/")
    return render(request, "agencies/choose_unit.html", {"places": places})


@opens_to(ANYONE)
def no_place(request: HttpRequest) -> HttpResponse:
    return render(request, "agencies/no_place.html")


@for_staff()
def directory(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    return render(
        request, "agencies/directory.html", {"words": words, "units": queries.directory(request.actor, words)}
    )


@for_staff()
def unit(request: HttpRequest, unit: UUID) -> HttpResponse:
    entry = queries.unit_entry(request.actor, unit)
    if entry is None:
        raise Unseen
    return render(request, "agencies/unit.html", {"unit": entry})


@opens_to(KEEPS_UNIT, "GET", "POST")
def edit_unit(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    entry = queries.unit_entry(actor, actor.unit)
    form = UnitForm(
        posted(request), initial=dict(queries.unit_facts(actor)), colleagues=queries.colleagues(actor)
    )

    def act(version: int, **_given: object) -> bool:
        actions.edit_unit(actor.unit, by=actor, version=version, **form.facts())
        return True

    if attempt(form, act):
        messages.success(request, _("Sparat. Alla ser det nu i katalogen över verksamheter."))
        return redirect("agencies:unit", unit=actor.unit)
    return render(request, "agencies/edit_unit.html", {"unit": entry, "form": form}, status=status_of(form))


@for_staff()
def staff(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    facts = {
        "roles": queries.roles_of_unit(actor),
        "absences": queries.absences(actor),
        "role_label": LABELS.__getitem__,
        "absence_kind": dict(ABSENCE_KINDS).__getitem__,
    }
    return render(request, "agencies/staff.html", facts)


@opens_to(KEEPS_UNIT, "GET", "POST")
def add_staff(request: HttpRequest) -> HttpResponse:
    form = StaffForm(request.POST or None)
    return _act(
        request,
        form,
        lambda facts: actions.add_staff(by=request.actor, **facts),
        _("Lägg till en medarbetare"),
    )


@opens_to(KEEPS_UNIT, "GET", "POST")
def give_role(request: HttpRequest) -> HttpResponse:
    form = RoleForm(request.POST or None, colleagues=queries.all_staff_of_agency(request.actor))
    return _act(request, form, lambda facts: actions.give_role(by=request.actor, **facts), _("Ge en roll"))


@for_staff("GET", "POST")
def absence(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    alone = None if actor.keeps_unit else actor.staff
    form = AbsenceForm(request.POST or None, colleagues=queries.colleagues(actor), alone=alone)
    return _act(
        request, form, lambda facts: actions.set_absence(by=actor, **facts), _("Frånvaro och ersättare")
    )


@for_staff("POST")
def end_absence(request: HttpRequest, absence: UUID) -> HttpResponse:
    actions.end_absence(absence, by=request.actor)
    messages.success(request, _("Frånvaron är avslutad."))
    return redirect("agencies:staff")


@opens_to(KEEPS_UNIT, "POST")
def end_role(request: HttpRequest, role: UUID) -> HttpResponse:
    actions.end_role(role, by=request.actor)
    messages.success(request, _("Rollen slutar gälla i dag."))
    return redirect("agencies:staff")


@opens_to(KEEPS_UNIT, "POST")
def end_role_now(request: HttpRequest, role: UUID) -> HttpResponse:
    actions.end_role_now(role, by=request.actor)
    messages.success(request, _("Rollen gäller inte längre."))
    return redirect("agencies:staff")


@opens_to(KEEPS_UNIT, "GET", "POST")
def end_staff(request: HttpRequest, staff: UUID) -> HttpResponse:
    name = dict(queries.colleagues(request.actor)).get(staff)
    if name is None:
        raise Unseen
    if request.method == "POST":
        actions.end_staff(staff, by=request.actor)
        messages.success(request, _("%(name)s är utloggad överallt och kommer inte in mer.") % {"name": name})
        return redirect("agencies:staff")
    facts = {
        "title": _("%(name)s har slutat") % {"name": name},
        "text": _(
            "Rollerna upphör genast, och inget lösenord, ingen kod, nyckel eller e-legitimation öppnar mer."
            " Det går inte att ångra: den som kommer tillbaka läggs upp på nytt."
        ),
        "confirm": _("Avsluta genast"), "cancel": reverse("agencies:staff"), "danger": True,
    }  # fmt: skip
    return render(request, "ui/confirm.html", facts)


def _act(request: HttpRequest, form, act, title: str) -> HttpResponse:
    """A form, its act, and back to the staff page; what was typed stays when the act is refused."""
    if request.method == "POST" and form.is_valid():
        facts = {
            key: value or None if key in ("cover", "last") else value
            for key, value in form.cleaned_data.items()
        }
        try:
            act(facts)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Sparat."))
            return redirect("agencies:staff")
    return render(request, "agencies/act.html", {"form": form, "title": title})
