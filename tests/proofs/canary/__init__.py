"""Made-up people, each with words of her own, through every page that takes words; then those words are looked for.

A whole installation is served as anybody serves it, with a gateway for text messages and a mailbox that keep what they
get. Nothing of a person may stand in what the service writes to its logs, sends, puts into addresses and headers,
counts, leaves among temporary files, or says of a file beside what is in it.
"""

import json
import os
import re
import time
import urllib.request
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from samvag.ops import install
from tests.outbox.gateway import Gateway, answering
from tests.proofs.canary import surfaces
from tests.proofs.canary.browser import CARD, Browser
from tests.proofs.canary.persons import Canary, Marks, canaries
from tests.proofs.canary.surfaces import Mailbox, Said
from tests.proofs.crash import Served, installation, program
from tests.proofs.crash.clients import ready

KEY = "canary"
#: Ends what there is to write about, so it comes last.
ENDING = re.compile(r"/(close|protection|end|undo|remove|misregistered)/$")
#: How many pages, and at most as many forms, are opened for each; of the units' own more.
PAGES, MORE = 30, 3
SECONDS, WAIT = 120, 8
Posts = tuple[Gateway, Mailbox]


@dataclass
class Found:
    people: int
    statuses: Counter[int] = field(default_factory=Counter)
    looked: dict[str, int] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    hits: list[str] = field(default_factory=list)

    @property
    def lines(self) -> Iterator[str]:
        yield f"{self.people:,} made-up people; answers {dict(sorted(self.statuses.items()))}"
        yield f"looked through: {self.looked}"
        yield f"temporary files left: {len(self.left)} {self.left[:5]}"
        yield f"hits: {len(self.hits)} (goal 0)"


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser("canary")
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=PAGES, help="at most, drawn for each; of forms as many")
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args(words)
    found = prove(given.people, given.seed, given.pages)
    print(*(f"HIT {line}" for line in found.hits[:30]), *found.lines, sep="\n", flush=True)
    return 1 if found.hits else 0


def prove(count: int, seed: int | None = None, pages: int = PAGES) -> Found:
    people = canaries(count)
    with installation() as folder, _watched(folder) as (gateway, box):
        program("migrate")
        sessions = json.loads(program("tests.proofs.stage", "units").stdout)
        served = Served()
        try:
            served.start()
            ready(served.port, SECONDS)
            browsers = driven(served.port, sessions, people, (gateway, box), Random(seed), pages)
            said = {"metrics": [_metrics(served.port)]}
        finally:
            served.stop()
        program("audit", "seal")
        said |= gathered(folder, browsers, gateway, box)
    found = Found(count, hits=surfaces.hits(said, Marks(people)))
    found.statuses = sum((Counter(one.statuses) for one in browsers), Counter())
    found.looked = {where: len(texts) for where, texts in said.items()}
    found.left = [text.partition("\n")[0] for text in said["temporary files"]]
    return found


@contextmanager
def _watched(folder: Path) -> Iterator[tuple[Gateway, Mailbox]]:
    """What the installation is told of where it sends and where its temporary files are."""
    (folder / "tmp").mkdir(mode=0o777)
    with answering() as gateway, surfaces.mailbox() as box:
        given = {
            "SAMVAG_SMS_URL": gateway.address, "SAMVAG_SMS_TOKEN": KEY, "SAMVAG_METRICS_KEY": KEY,
            "SAMVAG_MAIL_FROM": "samvag@exempel.invalid", "SAMVAG_SMTP_HOST": "127.0.0.1",
            "SAMVAG_SMTP_PORT": str(box.port), "TMPDIR": str(folder / "tmp"), "SAMVAG_LOG": "json",
        }  # fmt: skip
        before = {name: os.environ.get(name) for name in given}
        os.environ.update(given)
        try:
            yield gateway, box
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})


def driven(
    port: int, sessions: list[str], people: list[Canary], posts: Posts, rng: Random, pages: int
) -> list[Browser]:
    """Four at a time, in turn at the two units, and then the units' own pages and files."""
    staff = [Browser(port, session) for session in sessions]
    seeds = [rng.random() for _one in people]

    def lives(nth: int) -> list[Browser]:
        one = Browser(port, sessions[nth % len(sessions)])
        herself = Browser(port, address=f"127.0.{1 + nth // 250}.{1 + nth % 250}")
        her_life((one, herself), people[nth], posts, Random(seeds[nth]), pages)
        return [one, herself]

    with ThreadPoolExecutor(4) as pool:
        both = [one for some in pool.map(lives, range(len(people))) for one in some]
    for one in staff:
        one.post("/listor/", {}, ("lista.csv", _list(people[:20])))
        crawled(one, "/", MORE * pages, 0, people[0], rng)
    return [*staff, *both]


def her_life(both: tuple[Browser, Browser], who: Canary, posts: Posts, rng: Random, pages: int) -> None:
    """Somebody is looked for, registered twice, and written about on every page that leads from hers."""
    one, herself = both
    for asked in (who.family_name, who.number):
        one.post("/people/", {"q": asked})
        one.get("/people/")
    one.post("/people/register/", {"number": who.number})
    given = {
        "kind": "NUMBER" if who.number else "NONE", "number": who.number, "given_name": who.given_name,
        "family_name": who.family_name, "phone": who.phone, "protection": "INGEN",
    }  # fmt: skip
    made = one.post("/people/register/new/", given)
    for wrong in ({}, {"number": f"{who.number[:-1]}x"}, {"kind": who.text}, {"protection": who.text}):
        one.post("/people/register/new/", {**given, **wrong})
    if card := CARD.search(made.to):
        _reachable(one, f"{card[0]}card/", who, rng)
        _proven(one, f"{card[0]}min-vag/prova/", who, posts)
        one.get(f"{card[0]}min-plan.pdf")
        crawled(one, card[0], pages, pages, who, rng)
    one.get(f"/people/{who.word}/")
    herself.post("/konto/login/", {"login": who.number or who.mail, "password": who.text})
    comes_in(herself, who, posts, rng)


def _reachable(one: Browser, at: str, who: Canary, rng: Random) -> None:
    """Her card says how she may be told."""
    ways = {
        "safe_channel": rng.choice(["SMS", "EMAIL"]),
        "phone": who.phone,
        "email": who.mail,
        "safe_detail": who.text,
    }
    for form in one.get(at).page.forms:
        if any(field["name"] == "safe_channel" for field in form.fields):
            one.send(at, form, who, rng, **ways, safe_from="", safe_until="", given_name=who.given_name)


def _proven(one: Browser, at: str, who: Canary, posts: Posts) -> None:
    """What comes there she reads out."""
    before = len(_codes(who, posts))
    one.post(at, {"code": who.word})
    one.post(f"{at}skicka/", {})
    if code := _code(who, posts, before):
        one.post(at, {"code": code})


def comes_in(herself: Browser, who: Canary, posts: Posts, rng: Random) -> None:
    """To Min väg, with the code that was sent, or a wrong one; what she writes there is hers as well."""
    before = len(_codes(who, posts))
    herself.post("/min-vag/logga-in/", {"number": who.number or who.text})
    herself.post("/min-vag/kod/", {"code": who.word})
    if code := _code(who, posts, before) if who.number else "":
        herself.post("/min-vag/kod/", {"code": code})
        crawled(herself, "/min-vag/", 10, 10, who, rng)


def _code(who: Canary, posts: Posts, before: int) -> str:
    """What comes to her telephone or mailbox after so many; empty when nothing comes."""
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        if new := _codes(who, posts)[before:]:
            return new[-1]
        time.sleep(0.2)
    return ""


def _codes(who: Canary, posts: Posts) -> list[str]:
    """In the order that they came: she has said one way, and nothing comes by another."""
    gateway, box = posts
    texts = [text for to, text in gateway.sent if to.endswith(who.phone[-8:])]
    texts += [letter for letter in box.letters if who.mail in letter]
    return [code for text in texts for code in re.findall(r"\b\d{6}\b", text)]


def crawled(one: Browser, start: str, pages: int, forms: int, who: Canary, rng: Random) -> None:
    """Pages that lead from one to the next below it, in any order, and each of their forms, filled in; what ends comes
    last."""
    below = start if CARD.match(start) else "/"
    waiting, seen, sent = [start], {start}, 0
    while waiting and pages:
        rng.shuffle(waiting)
        waiting.sort(key=lambda path: bool(ENDING.search(path)))
        at, pages = waiting.pop(0), pages - 1
        answer = one.get(at)
        for link in answer.page.links:
            path = link.partition("#")[0]
            if path.startswith(below) and path not in seen and not path.startswith(("/konto/", "/static/")):
                seen.add(path)
                waiting.append(path)
        for form in answer.page.forms:
            if (
                form.method == "post"
                and sent < forms
                and "logga-ut" not in form.action
                and "logout" not in form.action
            ):
                one.send(at, form, who, rng)
                sent += 1


def gathered(folder: Path, browsers: list[Browser], gateway: Gateway, box: Mailbox) -> Said:
    var = Path(os.environ["SAMVAG_VAR"])
    with install.connect() as owner:
        apart = list(surfaces.tables(owner))
    return {
        "logs and files of the service": list(surfaces.files(var, surfaces.NOT_LOOKED_INTO)),
        "temporary files": list(surfaces.files(folder / "tmp")),
        "text messages": [text for _to, text in gateway.sent],
        "mail": [surfaces.words_of(letter) for letter in box.letters],
        "addresses and headers": list(surfaces.addresses(browsers)),
        "what files say of themselves": [
            text for one in browsers for kind, body in one.files for text in surfaces.metadata(kind, body)
        ],
        "log of acts, jobs, guesses": apart,
    }


def _metrics(port: int) -> str:
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}/metrics", headers={"Authorization": f"Bearer {KEY}"}
    )
    with urllib.request.urlopen(asked, timeout=30) as answer:
        return answer.read().decode()


def _list(people: list[Canary]) -> bytes:
    rows = [
        f"{one.number};{one.given_name};{one.family_name};Steget;2026-01-02" for one in people if one.number
    ]
    return "\n".join(["Personnummer;Förnamn;Efternamn;Insats;Startdatum", *rows, ""]).encode()
