"""Who sees what: the policy table itself, for all who work here, about nobody."""

from django.http import HttpRequest, HttpResponse

from samvag.access import answers as table
from samvag.access.axes import VALUES
from samvag.access.pages import for_staff
from samvag.desk.forms import WhoSeesForm
from samvag.ui.answers import REFUSED
from samvag.ui.parts import show


@for_staff()
def who_sees(request: HttpRequest) -> HttpResponse:
    form = WhoSeesForm(request.GET)
    valid = form.is_valid()
    field = table.answers(form.cleaned_data) if valid else {}
    facts = {
        "form": form,
        "field": field,
        "values": VALUES,
        "reasons": table.reasons(field),
        "rows": table.rows(),
    }
    return show(request, "desk/who_sees.html", facts, status=200 if valid else REFUSED)
