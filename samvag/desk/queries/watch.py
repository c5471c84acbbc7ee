"""What to watch, one line a person, worst first. The gap watch says what is wrong; here stands where one acts on it."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from samvag.access.actor import Actor
from samvag.desk.paths import about
from samvag.gaps.queries import UNIT, Filters, gaps_of_person, to_watch
from samvag.gaps.queries import Line as Gap
from samvag.gaps.terms import NOW, SOON
from samvag.people.terms import OPEN, PROTECTION

SIGNS = {NOW: "late", SOON: "soon"}
PROTECTED = dict(PROTECTION)
#: So many lines a page; who has more to watch than this needs another colleague, not a longer list.
MOST = 40
#: Rules that say that nobody has the next step now.
BROKEN = frozenset({"no_step", "broken_chain"})


class Line(NamedTuple):
    """What a row shows. `sign` is late, soon or empty; `more` how many other gaps the person has."""

    key: str
    rule: str
    name: str
    protection: str
    path: str
    sentence: str
    who: str
    sign: str
    due: str
    overdue: bool
    postponed: int
    act: str
    act_path: str
    more: int


class Watch(NamedTuple):
    """`groups` are (urgency in words, lines), worst first; `total` counts persons, `left` those not shown."""

    groups: Sequence[tuple[str, list[Line]]]
    total: int
    left: int = 0


def my_watch(actor: Actor) -> Watch:
    """What the actor is responsible for. One statement."""
    return _watch(actor, Filters())


def unit_watch(actor: Actor, responsible: UUID | None = None) -> Watch:
    """The whole unit's, for those who see it; `responsible` narrows to one worker's. One statement."""
    return _watch(actor, Filters(scope=UNIT, responsible=responsible))


def watch_of(actor: Actor, person: UUID) -> list[Line]:
    """All of one person's. One statement."""
    return [_line(gap) for gap in gaps_of_person(actor, person)]


def _watch(actor: Actor, filters: Filters) -> Watch:
    page = to_watch(actor, filters, most=MOST)
    groups = [(words, [_line(gap) for gap in gaps]) for _code, words, gaps in page.groups()]
    return Watch(groups, page.persons, max(0, page.persons - len(page.lines)))


def _line(gap: Gap) -> Line:
    return Line(
        key=gap.key,
        rule=gap.rule,
        name=gap.name,
        protection="" if gap.protection in ("", OPEN) else str(PROTECTED[gap.protection]),
        path=about("desk:person", gap.card) if gap.card else "",
        sentence=gap.sentence,
        who=gap.who,
        sign=SIGNS.get(gap.urgency, ""),
        due=gap.due_on.isoformat(),
        overdue=gap.due_on < timezone.localdate(),
        postponed=gap.postponed_times,
        act=str(gap.act.label),
        act_path=about(gap.act.route, *gap.act_ids) if gap.card else "",
        more=gap.others,
    )
