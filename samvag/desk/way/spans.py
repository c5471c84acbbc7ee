"""Above the thread who was main contact, below it what the person lived on."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from samvag.cases.queries.participation import LivesOn
from samvag.cases.terms import MAIN
from samvag.desk.queries.circle import Part
from samvag.ui.pictures.way import Span

DAY = timedelta(days=1)
LIVING = {
    "WAGE": "wage", "WAGE_SUB": "wage", "BUSINESS": "wage", "ACT_SUP": "activity", "DEV": "activity",
    "ETAB": "activity", "STUD": "study", "STUDSTART": "study", "NONE": "", "UNK": "", "OTHER": "",
}  # fmt: skip


def leads(own: Iterable[Part], team: Iterable[Part] = ()) -> tuple[Span, ...]:
    """Main contacts: our own until a joint team has one, then the team's; the same person twice in a row is one."""
    joint = sorted((part for part in team if part.role == MAIN), key=lambda part: part.first)
    taken_over = joint[0].first if joint else date.max
    ours = sorted((part for part in own if part.role == MAIN), key=lambda part: part.first)
    found: list[Span] = []
    for part in [*filter(None, (_until(part, taken_over) for part in ours)), *joint]:
        label = f"{part.name}, {part.unit}" if part.unit else part.name
        before = found[-1] if found else None
        if before and before.label == label and before.end and before.end + DAY >= part.first:
            found[-1] = Span(label, before.start, part.last)
        else:
            found.append(Span(label, part.first, part.last))
    return tuple(found)


def _until(part: Part, day: date) -> Part | None:
    """The part as far as the day before; nothing when it began later."""
    if part.first >= day:
        return None
    return part if (part.last and part.last < day) or day == date.max else part._replace(last=day - DAY)


def livelihoods(measured: Sequence[LivesOn]) -> tuple[Span, ...]:
    """Each measured livelihood lasts until the next one is measured; equal ones in a row are one."""
    found: list[Span] = []
    for at, one in enumerate(measured):
        follows = measured[at + 1] if at + 1 < len(measured) else None
        if follows and follows.day <= one.day:
            continue
        end = follows.day - DAY if follows else None
        if found and found[-1].label == one.words:
            found[-1] = Span(one.words, found[-1].start, end, found[-1].kind)
        else:
            found.append(
                Span(one.words, one.day, end, LIVING.get(one.sources[0], "benefit") if one.sources else "")
            )
    return tuple(found)
