"""One transaction a request, with the signed context, the read log at its end, and errors as answers."""

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from psycopg.errors import InsufficientPrivilege

from samvag.access import persons
from samvag.access.actor import Actor
from samvag.access.context import STAFF, enter, enter_again
from samvag.access.pages import Request
from samvag.kernel.assurance import level_of
from samvag.kernel.errors import Conflict, Forbidden, Refused, TooOften, Unseen
from samvag.kernel.security import tell
from samvag.ui.merging import show_both
from samvag.ui.views import FORBIDDEN, away, fault_page, forbidden, not_found, refused, too_often

SHOWS_NOBODY = frozenset({204, 301, 302, 303, 307, 308})
PAGES = {Forbidden: forbidden, Unseen: not_found, TooOften: too_often}


#: Where the login package's pages are.
ACCOUNT = "/konto/"


class LoginTransaction:
    """The pages of login are one transaction on the connection that login has: the package locks what it changes, and
    takes it for the only one there is."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if not request.path_info.startswith(ACCOUNT):
            return self.get_response(request)
        with transaction.atomic(using="auth"):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True, using="auth")
        return response


def file_kind(response: HttpResponse) -> str:
    """What kind of file it is when it is one to keep or print elsewhere; empty for a page."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    return "" if kind == "text/html" and "Content-Disposition" not in response.headers else kind


class Stale(HttpResponse):
    """The row was changed between the page's reading it and its locking it: what is shown beside is read anew."""

    status_code = 409


def beyond_her_login(request: Request, exception: Exception) -> str:
    """The words, when the database refused to write what takes a surer login. It answers nothing more then."""
    refused = isinstance(exception.__cause__, InsufficientPrivilege)
    return request.actor.missing if refused and request.actor else ""


class Rollback(Exception):
    """Carries an answer out of a transaction that must not be kept."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response


class ActorMiddleware:
    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.actor = request.person = None
        request.read_anew = False
        try:
            response = self._in_transaction(request)
            return self._in_transaction(request) if isinstance(response, Stale) else response
        except OperationalError:
            return away(request)

    def _in_transaction(self, request: Request) -> HttpResponse:
        staff, unit = request.session.get("staff"), request.session.get("unit")
        if not staff or not unit:
            return (
                self._for_herself(request) if persons.KEY in request.session else self.get_response(request)
            )
        try:
            with transaction.atomic():
                return self._answer(request, staff, unit)
        except Rollback as rollback:
            if request.actor and not isinstance(rollback.response, Stale):
                self._log_anew(request, request.actor, rollback.response)
            return rollback.response

    def _for_herself(self, request: Request) -> HttpResponse:
        """In Min väg a person sees her own. Whoever has begun to log in as staff since is no longer she."""
        if SESSION_KEY in request.session:
            del request.session[persons.KEY]
            return self.get_response(request)
        try:
            with transaction.atomic():
                request.person = persons.enter(persons.remembered(request))
                response = self.get_response(request)
                if response.status_code >= 400:
                    raise Rollback(response)
                return response
        except Rollback as rollback:
            return rollback.response
        except Forbidden:
            persons.leave(request)
            return self.get_response(request)

    def _answer(self, request: Request, staff: str, unit: str) -> HttpResponse:
        try:
            request.actor = enter_again(staff, UUID(unit), level_of(request.session.get("level")))
        except Forbidden:
            # The role ended since the login: choose another unit, or log in again.
            request.session.pop("unit", None)
            return self.get_response(request)
        response = self.get_response(request)
        if response.status_code >= 400:
            raise Rollback(response)
        self._log_read(request, response)
        return response

    def _log_anew(self, request: Request, actor: Actor, response: HttpResponse) -> None:
        """What was undone took its entries along; whom the answer shows is shown all the same."""
        if actor.seen or actor.logging:
            with transaction.atomic():
                enter(STAFF, str(actor.staff), actor.unit)
                for log in actor.logging:
                    log()
                self._log_read(request, response)

    def _log_read(self, request: Request, response: HttpResponse) -> None:
        """In the same transaction: when the log cannot be written, nothing is shown. A redirect shows nobody."""
        if request.actor and request.actor.seen and response.status_code not in SHOWS_NOBODY:
            page = request.resolver_match.view_name if request.resolver_match else ""
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT audit_log_read(%s, %s, %s)",
                    [page, sorted(request.actor.seen), file_kind(response)],
                )

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, tuple(PAGES)) or isinstance(exception.__cause__, InsufficientPrivilege):
            self._tell(request, exception)
        if words := beyond_her_login(request, exception):
            return fault_page(None, FORBIDDEN, 403, words)
        if not isinstance(exception, Refused):
            return None
        if isinstance(exception, Conflict) and exception.form is not None:
            return self._both(request, exception)
        return PAGES.get(type(exception), refused)(request, exception)

    def _tell(self, request: Request, exception: Exception) -> None:
        """What somebody was refused, by ids: nothing of whom it was about."""
        actor, page = request.actor, request.resolver_match.view_name if request.resolver_match else "-"
        who = {"staff": actor.staff, "unit": actor.unit} if actor else {}
        tell(f"access.{type(exception).__name__.lower()}", page=page, method=request.method, **who)

    def _both(self, request: Request, conflict: Conflict) -> HttpResponse:
        """Once: who saves faster than we read is shown as read, and met again when that is saved."""
        if conflict.form.initial["version"] != conflict.version and not request.read_anew:
            request.read_anew = True
            return Stale()
        return show_both(request, conflict)
