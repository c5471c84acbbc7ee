"""A browser without pictures: follows links, fills in forms with the person's own words, and keeps each address."""

import http.client
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser
from random import Random
from urllib.parse import urlencode, urljoin, urlsplit
from uuid import uuid4

from tests.proofs.canary.persons import Canary

TOKEN = "a" * 32
ADDRESSES = frozenset({"href", "src", "action", "formaction", "hx-get", "hx-post", "data-url"})
#: Says itself whom it reaches: what a telephone or a mail program opens.
OF_THE_DEVICE = ("tel:", "mailto:", "sms:", "data:", "#")
WEEK = (date.today() + timedelta(days=7)).isoformat()  # noqa: DTZ011 – as the pages' own clock
FIRST = {"date": WEEK, "time": "10:00", "datetime-local": f"{WEEK}T10:00", "number": "1", "month": WEEK[:7]}


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def to(self) -> str:
        return next((value for name, value in self.headers if name.lower() == "location"), "")

    @property
    def kind(self) -> str:
        return next((value for name, value in self.headers if name.lower() == "content-type"), "")

    @property
    def page(self) -> "Page":
        return Page(self.body.decode("utf8", "replace") if "html" in self.kind else "")


@dataclass
class Form:
    method: str
    action: str
    fields: list[dict[str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """Its addresses and its forms."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.forms: list[Form] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.addresses += [given[name] for name in ADDRESSES & set(given)]
        if tag == "form":
            self.forms.append(Form(given.get("method", "get").lower(), given.get("action", "")))
        elif self.forms and tag in ("input", "textarea", "select", "button") and given.get("name"):
            self.forms[-1].fields.append({"tag": tag, "type": "text", **given})
        elif self.forms and tag == "option" and self.forms[-1].fields:
            options = self.forms[-1].fields[-1]
            options["options"] = f"{options.get('options', '')}\n{given.get('value', '')}"

    @property
    def links(self) -> list[str]:
        return [one for one in self.addresses if not one.startswith(OF_THE_DEVICE)]


class Browser:
    def __init__(self, port: int, session: str = "", address: str = "127.0.0.1") -> None:
        """`address` is where it asks from: guesses and codes are counted for each."""
        self.port, self.address = port, address
        self.cookies = {"csrftoken": TOKEN} | ({"sessionid": session} if session else {})
        self.addresses: set[str] = set()
        """Every address that the service gave, in a page or as the way on."""
        self.heads: set[str] = set()
        self.files: list[tuple[str, bytes]] = []
        self.statuses: dict[int, int] = {}

    def get(self, path: str) -> Answer:
        return self._asked("GET", path)

    def post(self, path: str, fields: dict[str, str], content: tuple[str, bytes] | None = None) -> Answer:
        given = {**fields, "csrfmiddlewaretoken": TOKEN}
        if content is None:
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            return self._asked("POST", path, urlencode(given).encode(), kind)
        edge = uuid4().hex
        return self._asked(
            "POST",
            path,
            multipart(edge, given, *content),
            {"Content-Type": f"multipart/form-data; boundary={edge}"},
        )

    def send(self, at: str, form: Form, one: Canary, rng: Random, **said: str) -> Answer:
        """The form filled in by somebody who writes what she has to say everywhere."""
        fields = {**filled(form, one, rng), **said}
        file = any(field["type"] == "file" for field in form.fields)
        return self.post(
            urljoin(at, form.action) or at, fields, ("brev.txt", one.text.encode()) if file else None
        )

    def _asked(self, method: str, path: str, body: bytes = b"", kind: dict[str, str] | None = None) -> Answer:
        parts = urlsplit(path)
        asked = parts.path + (f"?{parts.query}" if parts.query else "")
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=60, source_address=(self.address, 0)
        )
        try:
            cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            head = {"Cookie": cookies, "Host": f"localhost:{self.port}", **(kind or {})}
            connection.request(method, asked, body, head)
            got = connection.getresponse()
            answer = Answer(got.status, got.getheaders(), got.read())
        finally:
            connection.close()
        self._keep(answer)
        return answer

    def _keep(self, answer: Answer) -> None:
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        for name, value in answer.headers:
            if name.lower() == "set-cookie":
                key, _is, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
            self.heads.add(f"{name}: {value}")
        self.addresses.update(answer.page.links)
        if (
            answer.status == 200
            and answer.body
            and "html" not in answer.kind
            and "javascript" not in answer.kind
        ):
            self.files.append((answer.kind, answer.body))


def multipart(edge: str, fields: dict[str, str], name: str, content: bytes) -> bytes:
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in fields.items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    head += "Content-Type: text/plain\r\n\r\n"
    return "".join((*parts, head)).encode() + content + f"\r\n--{edge}--\r\n".encode()


def filled(form: Form, one: Canary, rng: Random) -> dict[str, str]:
    """Names and what is written; of several with one name the last that is chosen."""
    fields: dict[str, str] = {}
    for given in form.fields:
        name, kind = given["name"], given["type"]
        if kind in ("submit", "file", "image") or given["tag"] == "button" or name == "csrfmiddlewaretoken":
            continue
        if kind in ("radio", "checkbox"):
            if name not in fields or rng.random() < 0.3:
                fields[name] = given.get("value") or "on"
        else:
            fields[name] = written(given, one, rng)
    return fields


def written(given: dict[str, str], one: Canary, rng: Random) -> str:
    if given["type"] == "hidden":
        return given.get("value", "")
    if given["tag"] == "select":
        return rng.choice([value for value in given.get("options", "").split("\n") if value] or [""])
    if given["type"] in FIRST:
        return given.get("value") or FIRST[given["type"]]
    if given["type"] == "tel" or "phone" in given["name"]:
        return one.phone
    if given["type"] == "email" or "email" in given["name"]:
        return one.mail
    return dict(hers(one)).get(given["name"], one.text)


def hers(one: Canary) -> Iterator[tuple[str, str]]:
    for name in ("number", "personnummer", "login"):
        yield name, one.number
    for name in ("given_name", "family_name"):
        yield name, getattr(one, name)


CARD = re.compile(r"/people/[0-9a-f-]{36}/")
