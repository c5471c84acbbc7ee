"""The way in words: what a bead is called aloud, what the whole picture says, and the rows of its table.

Words and months are looked up once a language, not once a bead: a lookup asks which language is active, and that
took a third of the drawing's time.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samvag.ui import formats
from samvag.ui.pictures.way.model import KIND_WORDS, Bead, Break, Span, Way


@dataclass(frozen=True, slots=True)
class Voice:
    """The picture's own words in one language."""

    months: tuple[str, ...]
    since: str
    waiting: str
    gap: str
    planned: str
    back: str
    at: str
    kinds: dict[str, str]

    def day(self, day: date, year: bool = True) -> str:
        """`22 nov 2026`, held together by non-breaking spaces."""
        text = f"{day.day}\u00a0{self.months[day.month - 1]}"
        return f"{text}\u00a0{day.year}" if year else text

    def dates(self, start: date, end: date | None, moment: bool) -> str:
        """`9 jan – 6 apr 2026`, on one line."""
        if moment or start == end:
            return self.day(start)
        if end is None:
            return (self.since % {"day": self.day(start)}).replace(" ", "\u00a0")
        return f"{self.day(start, start.year != end.year)}\u00a0–\u00a0{self.day(end)}"

    def kind(self, bead: Bead) -> str:
        return bead.kind_label or self.kinds[bead.kind]

    def signs(self, bead: Bead) -> list[str]:
        found = [self.planned] if bead.planned else []
        return [*found, self.back] if bead.returned else found

    def aloud(self, bead: Bead) -> str:
        """`Praktik på förskola, 9 jan – 6 apr 2026, hos Vuxenpsykiatrin`; the kind where the label lacks it."""
        kind = self.kind(bead)
        parts = [bead.label] if kind.casefold() in bead.label.casefold() else [bead.label, kind]
        owner = [self.at % {"unit": bead.owner_label}] if bead.owner_label else []
        return ", ".join([*parts, self.dates(bead.start, bead.end, bead.moment), *self.signs(bead), *owner])

    def break_label(self, broken: Break) -> str:
        """`Väntan 33 dagar`, `Glapp 67 dagar`."""
        word = broken.label or (self.waiting if broken.owned else self.gap)
        return f"{word} {formats.in_days(broken.days)}"

    def break_aloud(self, broken: Break) -> str:
        return broken.sentence or self.break_label(broken)


@lru_cache(maxsize=32)
def _voice(language: str | None) -> Voice:
    return Voice(
        months=tuple(formats.month_name(number) for number in range(1, 13)),
        since=_("sedan %(day)s"),
        waiting=_("Väntan"),
        gap=_("Glapp"),
        planned=_("planerat"),
        back=_("kom tillbaka inom ett år"),
        at=_("hos %(unit)s"),
        kinds={str(kind): str(words) for kind, words in KIND_WORDS.items()},
    )


def voice() -> Voice:
    """In the language that is active now."""
    return _voice(get_language())


def title(way: Way) -> str:
    return _("Vägen för %(person)s, så som %(unit)s ser den") % {
        "person": way.person_label,
        "unit": way.view_of,
    }


def description(way: Way) -> str:
    """One sentence for those who hear the picture: how much there is, and where it is broken."""
    broken = sum(1 for gap in way.gaps if not gap.owned)
    parts = ngettext("%(n)s del i tidsordning", "%(n)s delar i tidsordning", len(way.beads)) % {
        "n": len(way.beads)
    }
    gaps = ngettext("%(n)s avbrott utan ansvarig", "%(n)s avbrott utan ansvarig", broken) % {"n": broken}
    return _("%(parts)s, %(gaps)s. Samma sak står i tabellen under.") % {"parts": parts, "gaps": gaps}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table that says the same as the picture."""

    start: date
    when: str
    what: str
    kind: str
    where: str = ""
    note: str = ""
    href: str | None = None


def _bead_row(voice: Voice, bead: Bead, unit: str) -> Row:
    when = voice.dates(bead.start, bead.end, bead.moment)
    note = ", ".join(voice.signs(bead))
    return Row(bead.start, when, bead.label, voice.kind(bead), bead.owner_label or unit, note, bead.href)


def _break_row(voice: Voice, broken: Break, unit: str, note: str) -> Row:
    when = voice.dates(broken.start, broken.end, False)
    what, kind = voice.break_aloud(broken), voice.break_label(broken)
    return Row(broken.start, when, what, kind, unit, note, broken.href)


def _span_row(voice: Voice, span: Span, kind: str) -> Row:
    return Row(span.start, voice.dates(span.start, span.end, False), span.label, kind)


def rows(way: Way) -> list[Row]:
    """Everything in the picture, in time order."""
    said, owned, unowned = voice(), _("Någon är ansvarig"), _("Ingen är ansvarig")
    lead, living, handed = _("Huvudkontakt"), _("Försörjning"), _("Överlämning")
    found = [_bead_row(said, bead, way.view_of) for bead in way.beads]
    found += [_break_row(said, gap, way.view_of, owned if gap.owned else unowned) for gap in way.gaps]
    found += [_span_row(said, span, lead) for span in way.leads]
    found += [_span_row(said, span, living) for span in way.livelihoods]
    found += [Row(one.day, said.day(one.day), one.label, handed) for one in way.handovers]
    return sorted(found, key=lambda row: row.start)
