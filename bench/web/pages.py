"""What is asked for: the same page of each application, about the same persons, and the name that it must show."""

from collections.abc import Callable
from itertools import cycle, islice
from random import Random
from urllib.parse import urlencode

from bench.web.applications import Application
from bench.web.facts import Facts, Person, Worker
from bench.web.loading import Request

TOKEN = "b" * 32
TEXT = "Ringde arbetsgivaren. Studiebesök på torsdag klockan nio, möts vid ingången."
START, SEARCH, SEARCH_UNIT, SEARCH_ALL, PERSON, NOTE, STEP, STEP_JUDGED = (
    "start", "search", "search_unit", "search_all", "person", "note", "step", "step_judged",
)  # fmt: skip
TITLES = {
    START: "start page, 40 people",
    SEARCH: "search, own 40",
    SEARCH_UNIT: "search, unit of 1,000",
    SEARCH_ALL: "search, everybody",
    PERSON: "person with the way",
    NOTE: "write a note",
    STEP: "write a step",
    STEP_JUDGED: "write a step, its gaps judged",
}
WRITING = frozenset({NOTE, STEP, STEP_JUDGED})
MIX = {START: 60, PERSON: 25, SEARCH: 10, NOTE: 3, STEP: 2}

Make = Callable[[Application, Facts, Worker, Person], Request]


def requests(application: Application, page: str, facts: Facts, count: int) -> list[Request]:
    """`count` of them, going round the workers and their people in the same order every time."""
    make = _makers(application)[page]
    return [make(application, facts, worker, person) for worker, person in islice(_round(facts, page), count)]


def of(application: Application) -> list[str]:
    """The pages that it has. The admin's search knows no units: everybody is what it looks through."""
    return list(_makers(application))


def after_writing(application: Application, facts: Facts) -> list[Request]:
    return [Request(_get("/", _cookie(application, worker.staff))) for worker in facts.writers]


def _makers(application: Application) -> dict[str, Make]:
    return MAKERS[application.name.partition("_")[0]]


def mix(application: Application, facts: Facts, count: int) -> dict[str, list[Request]]:
    """A day's mix, `count` in all, by page."""
    return {page: requests(application, page, facts, count * share // 100) for page, share in MIX.items()}


def shuffled(by_page: dict[str, list[Request]]) -> list[Request]:
    found = [request for asked in by_page.values() for request in asked]
    Random(2026).shuffle(found)
    return found


def _round(facts: Facts, page: str) -> cycle:
    workers = facts.writers if page in WRITING else facts.readers
    asked = [
        (worker, worker.to_look_for if page.startswith("search") else worker.people) for worker in workers
    ]
    return cycle([(worker, person) for persons in zip(*(people for _w, people in asked), strict=False)
                  for (worker, _people), person in zip(asked, persons, strict=True)])  # fmt: skip


def _get(path: str, cookie: str = "", **query: str) -> bytes:
    address = f"{path}?{urlencode(query)}" if query else path
    return _message(f"GET {address}", cookie)


def _post(path: str, cookie: str = "", **form: str) -> bytes:
    body = urlencode(form).encode()
    kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    return _message(f"POST {path}", cookie, kind) + body


def _message(first: str, cookie: str, more: str = "") -> bytes:
    cookies = f"Cookie: {cookie}\r\n" if cookie else ""
    return f"{first} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: sv\r\n{cookies}{more}\r\n".encode()


def _cookie(application: Application, staff: str) -> str:
    return f"sessionid={application.sessions[staff]}; csrftoken={TOKEN}"


def _page(
    path: Callable[[Person], str],
    shows: Callable[[Person], str],
    who: str = "",
    **query: Callable[[Person], str],
) -> Make:
    """A page that is read. `who` is the manager's name in the facts, else the worker herself."""

    def make(application: Application, facts: Facts, worker: Worker, person: Person) -> Request:
        cookie = _cookie(application, getattr(facts, who) if who else worker.staff)
        asked = {name: value(person) for name, value in query.items()}
        return Request(_get(path(person), cookie, **asked), 200, shows(person).encode())

    return make


def _written(path: Callable[[Person], str], form: Callable[[Facts, Worker, Person], dict[str, str]]) -> Make:
    """A form that is sent and answered by going on."""

    def make(application: Application, facts: Facts, worker: Worker, person: Person) -> Request:
        cookie = _cookie(application, worker.staff)
        return Request(
            _post(path(person), cookie, csrfmiddlewaretoken=TOKEN, **form(facts, worker, person)), 302
        )

    return make


def _family(person: Person) -> str:
    return person.family


def _bare(page: str) -> Make:
    def make(application: Application, facts: Facts, worker: Worker, person: Person) -> Request:
        given = {"staff": worker.staff, "unit": facts.unit, "card": person.card, "q": person.misspelt}
        if page not in WRITING:
            return Request(
                _get(f"/{page}", **given), 200, b"" if page == SEARCH_ALL else person.family.encode()
            )
        more = {
            "case": person.case,
            "person": person.id,
            "text": TEXT,
            "what": TEXT,
            "due_on": facts.due_on.isoformat(),
        }
        return Request(_post(f"/{page}", **given, **more), 200)

    return make


def _note(facts: Facts, worker: Worker, person: Person) -> dict[str, str]:
    return {"text": TEXT, "category": "planning", "case": person.case}


def _step(facts: Facts, worker: Worker, person: Person) -> dict[str, str]:
    due = facts.due_on.isoformat()
    return {
        "what": TEXT,
        "due_on": due,
        "doer": "STAFF",
        "staff": worker.staff,
        "category": "planning",
        "case": person.case,
    }


MAKERS = {
    "samvag": {
        START: _page(lambda _: "/", _family),
        SEARCH: _page(lambda _: "/people/", _family, q=lambda person: person.misspelt),
        SEARCH_UNIT: _page(lambda _: "/people/", _family, "manager", q=lambda person: person.misspelt),
        PERSON: _page(lambda person: f"/people/{person.card}/", _family),
        NOTE: _written(lambda person: f"/people/{person.card}/note/", _note),
        STEP: _written(lambda person: f"/people/{person.card}/step/", _step),
    },
    "admin": {
        START: _page(lambda _: "/admin/register/case/", _family, mine=lambda _: "1"),
        SEARCH_ALL: _page(lambda _: "/admin/register/card/", _family, q=_family),
        PERSON: _page(lambda person: f"/admin/register/case/{person.case}/change/", _family),
        NOTE: _written(lambda _: "/admin/register/note/add/", _note),
        STEP: _written(lambda _: "/admin/register/step/add/", _step),
    },
    "bare": {page: _bare(page) for page in TITLES},
}  # fmt: skip
