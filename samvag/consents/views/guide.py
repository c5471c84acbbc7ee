"""The secrecy guide: for all who work here, about nobody."""

from django.http import HttpRequest, HttpResponse

from samvag.access.pages import for_staff
from samvag.consents.forms.guide import GuideForm
from samvag.consents.guidance import advise, guide
from samvag.ui.answers import REFUSED
from samvag.ui.parts import show


@for_staff()
def secrecy(request: HttpRequest) -> HttpResponse:
    asked = bool(request.GET)
    form = GuideForm(request.GET if asked else None)
    valid = asked and form.is_valid()
    facts = {
        "form": form,
        "advice": advise(form.cleaned_data) if valid else None,
        "source": guide()["source"],
    }
    return show(request, "consents/guide.html", facts, status=REFUSED if asked and not valid else 200)
