"""To the e-ID broker and back, and the table of whom it lets in."""

from uuid import UUID

from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samvag.access.pages import ANYONE, opens_to
from samvag.access.roles import KEEPS_UNIT, LABELS, Role
from samvag.agencies.eid import actions, queries
from samvag.agencies.eid.broker import Adapter, Back
from samvag.agencies.eid.forms import RuleForm
from samvag.agencies.eid.tokens import NotBelieved
from samvag.kernel.errors import Refused, Unseen
from samvag.ui.views import not_let_in

KEEPERS = KEEPS_UNIT | {Role.ASSOCIATION}


@opens_to(ANYONE, "POST")
def begin(request: HttpRequest, provider: str) -> HttpResponse:
    """By a button of our own page, never by a link: nobody is logged in as somebody else by following one."""
    if provider not in settings.EID:
        raise Unseen
    connecting = request.POST.get("process") == AuthProcess.CONNECT and request.user.is_authenticated
    process = AuthProcess.CONNECT if connecting else AuthProcess.LOGIN
    try:
        return (
            get_adapter()
            .get_provider(request, provider)
            .begins(request, process, get_next_redirect_url(request))
        )
    except NotBelieved as error:
        return not_let_in(request, error.sentence)


@opens_to(ANYONE)
def back(request: HttpRequest, provider: str) -> HttpResponse:
    if provider not in settings.EID:
        raise Unseen
    try:
        return Back.adapter_view(Adapter(request, provider))(request)
    except NotBelieved as error:
        return not_let_in(request, error.sentence)
    except ImmediateHttpResponse as answer:
        return answer.response


@opens_to(KEEPERS)
def rules(request: HttpRequest) -> HttpResponse:
    facts = {
        "rules": queries.rules_of_unit(request.actor),
        "brokers": queries.brokers(),
        "role_label": LABELS.__getitem__,
    }
    return render(request, "agencies/login_rules.html", facts)


@opens_to(KEEPERS, "GET", "POST")
def add_rule(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    form = RuleForm(request.POST or None, brokers=queries.brokers(), colleagues=queries.colleagues(actor))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_rule(by=actor, **form.facts())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Sparat. Det gäller från nästa inloggning."))
            return redirect("eid:rules")
    return render(request, "agencies/add_login_rule.html", {"form": form})


@opens_to(KEEPERS, "POST")
def end_rule(request: HttpRequest, rule: UUID) -> HttpResponse:
    actions.end_rule(rule, by=request.actor)
    messages.success(request, _("Borttaget. De roller som raden gav gäller inte längre."))
    return redirect("eid:rules")
