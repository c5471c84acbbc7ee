"""A person's page: the way, what comes next, who leads, what to watch, and below it one part at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.cases.parts import main_contacts, nth_main
from samvag.cases.queries.attachments import attachments_of
from samvag.cases.queries.participation import lives_on
from samvag.cases.queries.subject import Subject, subject_of
from samvag.consents.queries.consents import consents_of
from samvag.desk.queries.circle import Circle, Part, circle_of
from samvag.desk.queries.rows import Row, rows_of
from samvag.desk.queries.watch import BROKEN, PROTECTED, Line, watch_of
from samvag.desk.terms import EVENT_KINDS, PART_WORDS, PARTS
from samvag.desk.way import compose
from samvag.desk.way.ahead import Ahead, ahead
from samvag.desk.way.events import events
from samvag.desk.way.lasting import LASTING, Lasting, lasting
from samvag.people.terms import SAFE_CHANNELS
from samvag.ui.frame import Link
from samvag.ui.pictures.way import Way


@dataclass(frozen=True, slots=True)
class Person:
    """What every part of the page needs, without asking again."""

    subject: Subject
    rows: Sequence[Row]
    circle: Circle
    today: date
    part: str
    tabs: tuple[Link, ...]

    @property
    def protection(self) -> str:
        return str(PROTECTED[self.subject.protection]) if self.subject.protected else ""

    @property
    def facts(self) -> list[str]:
        """The line under the name: born, the case and since when."""
        it = self.subject
        born = _("född %(year)s") % {"year": it.born.year} if it.born else ""
        case = _("ärende %(reference)s") % {"reference": it.reference} if it.reference else ""
        opened = _("öppnat %(day)s") % {"day": it.opened_on.isoformat()} if it.opened_on else ""
        return [words for words in (born, case, opened) if words]

    @property
    def closed_words(self) -> str:
        if self.subject.closed_on is None:
            return _("Personen har inget ärende hos er.")
        return _("Ärendet avslutades %(day)s.") % {"day": self.subject.closed_on.isoformat()}

    @property
    def ahead(self) -> list[Ahead]:
        return ahead(self.rows, self.subject.card, self.today)

    @property
    def lasting(self) -> list[Lasting]:
        return lasting(self.rows, self.subject.card)

    @property
    def around(self) -> list[tuple[str, Part, bool]]:
        """(in which part, who, whether she leads the joint team), everybody once."""
        circle, joint = self.circle, self.circle.joint
        return [
            (part.role_words, part, joint and circle.leads_team(part, self.today))
            for part in circle.around(self.today)
        ]

    @property
    def has_lead(self) -> bool:
        return self.circle.main(self.today) is not None

    @property
    def nth_lead(self) -> str:
        """`tredje huvudkontakten`, from the second on."""
        count = main_contacts(self.circle.own)  # type: ignore[arg-type]
        return nth_main(count) if count > 1 else ""

    @property
    def card_facts(self) -> list[tuple[str, str]]:
        """What the own unit's card says, those that say something."""
        it = self.subject
        safe = " ".join(filter(None, (str(dict(SAFE_CHANNELS).get(it.safe_channel, "")), it.safe_detail)))
        interpreter = (
            it.language if not it.interpreter else _("%(language)s, tolk behövs") % {"language": it.language}
        )
        found = [
            (_("Telefon"), it.phone), (_("E-post"), it.email), (_("Tryggaste sättet"), safe),
            (_("Språk"), interpreter), (_("Behöver i möten"), it.access_needs), (_("Skydd"), self.protection),
        ]  # fmt: skip
        return [(words, value) for words, value in found if value]


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above the parts."""

    way: Way
    watch: list[Line]


def person_of(actor: Actor, card: UUID, query: Mapping[str, str]) -> Person:
    """Three statements. Raises `Unseen` for a card that is not the unit's, or not the actor's to see."""
    subject = subject_of(actor, card)
    rows = rows_of(actor, subject.person)
    circle = circle_of(actor, subject.person)
    part = query.get("del", "")
    part = part if part in PARTS else PARTS[0]
    return Person(subject, rows, circle, timezone.localdate(), part, _tabs(rows, circle, part))


def above(actor: Actor, person: Person) -> Above:
    """Two statements more."""
    lived = lives_on(actor, person.subject.person)
    watch = watch_of(actor, person.subject.person)
    broken = any(line.rule in BROKEN for line in watch)
    way = compose(actor, person.subject, person.rows, person.circle, lived, person.today, broken_now=broken)
    return Above(way, watch)


def inside(actor: Actor, person: Person, query: Mapping[str, str]) -> dict[str, Any]:
    """What the chosen part shows; at most one statement more."""
    if person.part == "samtycken":
        return {"consents": consents_of(actor, person.subject.person)}
    if person.part == "handlingar":
        return {"attachments": attachments_of(actor, person.subject.person)}
    if person.part == "handelser":
        kind = query.get("typ", "")
        return {
            "events": events(
                person.rows,
                person.subject.card,
                kind if kind in EVENT_KINDS else "",
                query.get("alla") == "1",
            )
        }
    return {}


def _tabs(rows: Sequence[Row], circle: Circle, part: str) -> tuple[Link, ...]:
    long = sum(row.kind in LASTING for row in rows)
    counts = {
        "handelser": len(rows) - long, "insatser": long, "samtycken": circle.consents,
        "handlingar": circle.attachments,
    }  # fmt: skip
    return tuple(
        Link(str(PART_WORDS[name]), f"?del={name}#del", name == part, counts.get(name)) for name in PARTS
    )
