"""The pages for what went wrong: what happened, what was kept, what to do.

`config.urls` names them: handler403 = "samvag.ui.views.forbidden" and so on. None of them needs the database.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samvag.kernel.errors import Refused
from samvag.kernel.security import tell
from samvag.ui.merging import texts_of


@dataclass(frozen=True, slots=True)
class Fault:
    title: str | Promise
    happened: str | Promise
    kept: str | Promise
    advice: str | Promise


NOT_FOUND = Fault(
    _("Sidan finns inte"),
    _("Adressen kan vara felskriven, eller så finns det inget här som din verksamhet kan se."),
    _("Inget har ändrats."),
    _("Sök på namn eller personnummer, eller gå till startsidan."),
)
FORBIDDEN = Fault(
    _("Du kan inte göra det här"),
    _("Din roll i verksamheten räcker inte till för det du försökte göra."),
    _("Inget har ändrats."),
    _("Behöver du kunna göra det, fråga den som sköter behörigheter hos er."),
)
REFUSED = Fault(
    _("Det gick inte att genomföra"),
    _("Uppgifterna eller läget tillåter det inte just nu."),
    _("Inget har ändrats. Det du skrev finns kvar om du går tillbaka i webbläsaren."),
    _("Gå tillbaka, rätta och försök igen."),
)
EXPIRED = Fault(
    _("Sidan hade legat öppen för länge"),
    _("Av säkerhetsskäl gäller ett formulär en begränsad tid, och bara i den webbläsare där det öppnades."),
    _("Det du skrev finns kvar om du går tillbaka i webbläsaren."),
    _("Gå tillbaka, ladda om sidan och spara igen."),
)
FAILED = Fault(
    _("Något gick fel hos oss"),
    _("Ett fel uppstod när sidan skulle visas eller sparas. Felet är antecknat."),
    _("Det som redan var sparat är kvar. Det du just gjorde sparades inte."),
    _(
        "Försök igen om en stund. Händer det igen, hör av dig till den som sköter systemet och säg klockslaget."
    ),
)
TOO_LONG = Fault(
    _("Filen är för stor"),
    "",
    _("Inget har sparats."),
    _("Gå tillbaka och välj en mindre fil, eller dela upp den i flera."),
)
WAIT = Fault(
    _("Vänta en stund"),
    "",
    _("Inget har ändrats, och från en annan dator eller telefon går det att logga in som vanligt."),
    _("Vänta, eller logga in med nyckel. Har du glömt lösenordet: be den som sköter driften om ett nytt."),
)
TOO_OFTEN = Fault(
    _("Vänta en stund"),
    "",
    _("Inget har ändrats."),
    _(
        "Försök igen om en stund. Behöver du göra det ofta i ditt arbete, hör av dig till den som sköter driften."
    ),
)
NOT_LET_IN = Fault(
    _("Du är inte inloggad"),
    "",
    _("Inget har ändrats."),
    _("Börja om från inloggningssidan. Händer det igen, be verksamhetens administratör om hjälp."),
)
AWAY = Fault(
    _("Samväg är stängt en kort stund"),
    _("Systemet uppdateras eller startar om."),
    _("Allt som var sparat är kvar."),
    _("Ladda om sidan om några minuter."),
)


def fault_page(request: HttpRequest | None, fault: Fault, status: int, sentence: str = "") -> HttpResponse:
    """`sentence` is the decision's own reason and takes the place of the general one."""
    context = {
        "title": fault.title,
        "happened": sentence or fault.happened,
        "kept": fault.kept,
        "advice": fault.advice,
        "written": texts_of(request),
    }
    return HttpResponse(loader.get_template("ui/fault.html").render(context, request), status=status)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return fault_page(request, FORBIDDEN, 403, getattr(exception, "sentence", ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return fault_page(request, NOT_FOUND, 404)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return fault_page(request, REFUSED, 409, getattr(exception, "sentence", ""))


def too_long(sent: int, most: int) -> HttpResponse:
    """In megabytes. Nobody has been asked yet who it is."""
    tell("body.too_long", sent=sent, most=most)
    facts = {"sent": sent, "most": most}
    sentence = gettext("Det du skickade är %(sent)s MB; sidan tar emot högst %(most)s MB.") % facts
    return fault_page(None, TOO_LONG, 413, sentence)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For settings.CSRF_FAILURE_VIEW."""
    return fault_page(request, EXPIRED, 403)


def failed(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: its user and unit may be what failed."""
    return fault_page(None, FAILED, 500)


def not_let_in(request: HttpRequest, sentence: str) -> HttpResponse:
    """An e-ID that was not believed, or that opens nothing here."""
    tell("eid.refused", page=request.resolver_match.view_name if request.resolver_match else "-")
    return fault_page(request, NOT_LET_IN, 403, sentence)


def wait(request: HttpRequest, minutes: int, sentence: str) -> HttpResponse:
    """Whoever has guessed too often."""
    response = fault_page(request, WAIT, 429, sentence)
    response["Retry-After"] = str(minutes * 60)
    return response


def too_often(request: HttpRequest, exception: Refused) -> HttpResponse:
    """Much, in a short time, of what takes much out of here."""
    response = fault_page(request, TOO_OFTEN, 429, exception.sentence)
    response["Retry-After"] = str(getattr(exception, "seconds", 60))
    return response


def away(request: HttpRequest) -> HttpResponse:
    response = fault_page(None, AWAY, 503)
    response["Retry-After"] = "120"
    return response
