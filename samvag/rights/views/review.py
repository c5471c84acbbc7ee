"""The log reviewer's work list, the report of it, and the questions to colleagues."""

import csv
import io
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.pages import for_staff, opens_to
from samvag.access.roles import REVIEWS_LOG, SEES_REVIEWS
from samvag.rights import policy
from samvag.rights.actions import review as actions
from samvag.rights.forms.review import AnswerForm, DrawForm, JudgeForm
from samvag.rights.queries import review as queries
from samvag.rights.terms import IN_ORDER
from samvag.ui.answers import attempt, go_on, posted, status_of
from samvag.ui.parts import show


@opens_to(REVIEWS_LOG, "GET", "POST")
def reviews(request: HttpRequest) -> HttpResponse:
    """All of the unit's reviews, and the form that draws a new one."""
    form = DrawForm(posted(request), initial=DrawForm.usual())
    made = attempt(form, lambda **given: actions.draw(by=request.actor, **given))
    if made:
        return go_on(
            request, reverse("rights:review", args=[made.id]), _("Draget. Här är listan att gå igenom.")
        )
    facts = {"form": form, "reviews": queries.reviews(request.actor)}
    return show(request, "rights/reviews.html", facts, status=status_of(form))


@opens_to(REVIEWS_LOG)
def review(request: HttpRequest, review: UUID) -> HttpResponse:
    one = queries.review_of(request.actor, review)
    facts = {"review": one, "items": queries.items_of(request.actor, review)}
    return show(request, "rights/review.html", facts)


@opens_to(REVIEWS_LOG, "GET", "POST")
def item(request: HttpRequest, review: UUID, item: UUID) -> HttpResponse:
    actor = request.actor
    one = queries.item_of(actor, review, item)
    form = JudgeForm(posted(request), said=one.state)
    if attempt(form, lambda **given: actions.judge(item, by=actor, **given)):
        return go_on(request, reverse("rights:review", args=[review]), _("Sparat."))
    facts = {
        "item": one,
        "form": form,
        "said": queries.said_of(actor, item),
        "decision": policy.may_judge(actor, one.staff, one.state, IN_ORDER),
    }
    return show(request, "rights/review_item.html", facts, status=status_of(form))


@opens_to(SEES_REVIEWS)
def report(request: HttpRequest) -> HttpResponse:
    """For the data-protection officer: how many were looked at and what came of it, without names of persons."""
    wanted = request.GET.get("ar", "")
    this = timezone.localdate().year
    year = int(wanted) if wanted.isdigit() and this - 5 <= int(wanted) <= this else this
    lines = queries.report(request.actor, year)
    if request.GET.get("format") == "csv":
        return _csv(lines, year)
    facts = {"lines": lines, "year": year, "years": range(this, this - 6, -1)}
    return show(request, "rights/review_report.html", facts)


@for_staff("GET")
def asked(request: HttpRequest) -> HttpResponse:
    return show(request, "rights/asked.html", {"items": queries.asked(request.actor)})


@for_staff("GET", "POST")
def answer(request: HttpRequest, item: UUID) -> HttpResponse:
    one = queries.asked_about(request.actor, item)
    form = AnswerForm(posted(request))
    if attempt(form, lambda **given: actions.answer(item, by=request.actor, **given)):
        return go_on(
            request, reverse("rights:asked"), _("Ditt svar är skickat till den som granskar loggen.")
        )
    facts = {
        "item": one,
        "form": form,
        "said": queries.said_of(request.actor, item),
        "decision": policy.may_answer(request.actor, one.staff, one.state),
    }
    return show(request, "rights/answer.html", facts, status=status_of(form))


def _csv(lines: list[queries.ReportLine], year: int) -> HttpResponse:
    """Semicolons and a byte-order mark, so that Swedish Excel opens it right."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(
        [_("Från"), _("Till"), _("Dragen"), _("Dragen av"), _("Poster"), _("Frö"), _("På slump"), _("Av regler"),
         _("I sin ordning"), _("Behöver förklaras"), _("Anmälda"), _("Tillfrågade"), _("Inte bedömda")]
    )  # fmt: skip
    for line in lines:
        writer.writerow(
            [line.first, line.last, timezone.localdate(line.at), _harmless(line.by), line.population, line.seed,
             line.sampled, line.by_rule, line.in_order, line.to_explain, line.reported, line.asked, line.unseen]
        )  # fmt: skip
    headers = {"Content-Disposition": f'attachment; filename="loggranskning-{year}.csv"'}
    return HttpResponse(out.getvalue().encode("utf-8-sig"), "text/csv", headers=headers)


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text
