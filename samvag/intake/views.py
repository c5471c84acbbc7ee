"""Lists come in: upload, look, bring in, see what came of it, teach words, undo."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samvag.access.pace import keep_pace
from samvag.access.pages import opens_to
from samvag.access.roles import WHOLE_UNIT
from samvag.codes.files import system_ids
from samvag.intake import queries
from samvag.intake.actions.undo import undo_import
from samvag.intake.actions.upload import ask_to_bring_in, map_columns, receive_list, teach_word
from samvag.intake.forms import ColumnsForm, ListForm, WordForm
from samvag.intake.lists.fields import LABELS
from samvag.intake.policy import may_undo, stands_still
from samvag.intake.terms import LARGEST, STATES, UPLOADED, WAITING, WRITING
from samvag.kernel.errors import Refused, Unseen
from samvag.ui.answers import attempt, status_of
from samvag.ui.bodies import takes
from samvag.ui.parts import show

STATE_LABELS = dict(STATES)


@takes(LARGEST)
@opens_to(WHOLE_UNIT, "GET", "POST")
def lists(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        keep_pace("send", actor)
        upload = attempt(form, lambda file: receive_list(file.name, file.read(), by=actor))
        if upload:
            return redirect("intake:list", upload=upload.id)
    facts = {"form": form, "lists": queries.lists_of_unit(actor), "states": STATE_LABELS}
    return render(request, "intake/lists.html", facts, status=status_of(form))


@opens_to(WHOLE_UNIT)
def one_list(request: HttpRequest, upload: UUID) -> HttpResponse:
    """Its preview while nothing is written, then how far it has come, then what came of it."""
    row = queries.list_of(request.actor, upload)
    if row.state == UPLOADED:
        return _preview(request, row)
    facts = {"list": row, "states": STATE_LABELS, "still": stands_still(row), "words": _word_forms(row)}
    facts["waiting"] = row.state in (WAITING, WRITING) and not facts["still"]
    facts["undo"] = may_undo(request.actor, row)
    return show(request, "intake/list.html", facts, part="outcome")


@opens_to(WHOLE_UNIT, "POST")
def columns(request: HttpRequest, upload: UUID) -> HttpResponse:
    actor = request.actor
    row = queries.list_of(actor, upload)
    form = ColumnsForm(request.POST, columns=queries.preview(actor, row).columns)
    if form.is_valid():
        map_columns(upload, form.mapping(), by=actor)
        return redirect("intake:list", upload=upload)
    return _preview(request, row, form)


@opens_to(WHOLE_UNIT, "POST")
def start(request: HttpRequest, upload: UUID) -> HttpResponse:
    ask_to_bring_in(upload, by=request.actor)
    return redirect("intake:list", upload=upload)


@opens_to(WHOLE_UNIT, "POST")
def word(request: HttpRequest, upload: UUID) -> HttpResponse:
    system = request.POST.get("system", "")
    if system not in system_ids():
        raise Unseen
    form = WordForm(request.POST, system=system)
    if form.is_valid():
        teach_word(by=request.actor, **form.cleaned_data)
        messages.success(request, _("Sparat. Läs in listan igen, så tas raderna med det ordet med."))
    else:
        messages.error(request, _("Välj vad ordet betyder."))
    return redirect("intake:list", upload=upload)


@opens_to(WHOLE_UNIT, "POST")
def again(request: HttpRequest, upload: UUID) -> HttpResponse:
    """The same file once more, as a list of its own: what came in already is not brought in twice."""
    actor = request.actor
    row = queries.list_of(actor, upload)
    copy = receive_list(row.name, queries.content_of(actor, upload), by=actor)
    if row.mapping:
        map_columns(copy.id, row.mapping, by=actor)
    return redirect("intake:list", upload=copy.id)


@opens_to(WHOLE_UNIT, "POST")
def undo(request: HttpRequest, upload: UUID) -> HttpResponse:
    undo_import(upload, by=request.actor)
    messages.success(request, _("Inläsningen är ångrad. Det som någon hunnit arbeta med är kvar."))
    return redirect("intake:list", upload=upload)


def _preview(request: HttpRequest, row, form: ColumnsForm | None = None) -> HttpResponse:
    try:
        preview = queries.preview(request.actor, row)
    except Refused as refused:
        return render(request, "intake/refused.html", {"list": row, "sentence": refused.sentence})
    form = form or ColumnsForm(columns=preview.columns)
    facts = {"list": row, "preview": preview, "form": form, "labels": LABELS}
    return render(request, "intake/preview.html", facts, status=status_of(form))


def _word_forms(row) -> list[tuple[dict, WordForm]]:
    return [
        (one, WordForm(system=one["system"], initial={"system": one["system"], "spelling": one["value"]}))
        for one in row.unknown[:20]
        if one.get("system")
    ]
