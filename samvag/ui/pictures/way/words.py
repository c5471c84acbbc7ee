"""The way in words: what a bead is called aloud, what the whole picture says, and the rows of its table."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samvag.ui import formats
from samvag.ui.pictures.way.model import Bead, Break, Span, Way


def dates(start: date, end: date | None, moment: bool) -> str:
    """Held together by non-breaking spaces, so that a date stands on one line."""
    text = formats.short_date(start) if moment else formats.period(start, end)
    return text.replace(" ", formats.GROUP)


def break_label(broken: Break) -> str:
    """`Väntan 33 dagar`, `Glapp 67 dagar`."""
    word = broken.label or (_("Väntan") if broken.owned else _("Glapp"))
    return f"{word} {formats.in_days(broken.days)}"


def signs(bead: Bead) -> list[str]:
    found = []
    if bead.planned:
        found.append(_("planerat"))
    if bead.returned:
        found.append(_("kom tillbaka inom ett år"))
    return found


def aloud(bead: Bead) -> str:
    """`Praktik på förskola, Praktik, 9 jan – 6 apr 2026, hos Vuxenpsykiatrin`."""
    kind = bead.kind_words
    parts = [bead.label] if kind.casefold() in bead.label.casefold() else [bead.label, kind]
    owner = [_("hos %(unit)s") % {"unit": bead.owner_label}] if bead.owner_label else []
    return ", ".join([*parts, dates(bead.start, bead.end, bead.moment), *signs(bead), *owner])


def title(way: Way) -> str:
    return _("Vägen för %(person)s, så som %(unit)s ser den") % {
        "person": way.person_label,
        "unit": way.view_of,
    }


def description(way: Way) -> str:
    """One sentence for those who hear the picture: how much there is, and where it is broken."""
    broken = [gap for gap in way.gaps if not gap.owned]
    sentence = _(
        "%(beads)s delar i tidsordning, %(gaps)s avbrott utan ansvarig. Samma sak står i tabellen under."
    )
    return sentence % {"beads": len(way.beads), "gaps": len(broken)}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table that says the same as the picture."""

    start: date
    end: date | None
    moment: bool
    what: str
    kind: str
    where: str
    note: str
    href: str | None
    gap: bool = False


def _bead_row(bead: Bead, unit: str) -> Row:
    where = bead.owner_label or unit
    return Row(
        bead.start,
        bead.end,
        bead.moment,
        bead.label,
        bead.kind_words,
        where,
        ", ".join(signs(bead)),
        bead.href,
    )


def _break_row(broken: Break, unit: str) -> Row:
    note = _("Någon är ansvarig") if broken.owned else _("Ingen är ansvarig")
    what = broken.sentence or break_label(broken)
    return Row(
        broken.start, broken.end, False, what, break_label(broken), unit, note, broken.href, not broken.owned
    )


def _span_row(span: Span, kind: str) -> Row:
    return Row(span.start, span.end, False, span.label, kind, "", "", None)


def rows(way: Way) -> list[Row]:
    """Everything in the picture, in time order."""
    found = [_bead_row(bead, way.view_of) for bead in way.beads]
    found += [_break_row(broken, way.view_of) for broken in way.gaps]
    found += [_span_row(span, _("Huvudkontakt")) for span in way.leads]
    found += [_span_row(span, _("Försörjning")) for span in way.livelihoods]
    found += [Row(h.day, h.day, True, h.label, _("Överlämning"), "", "", None) for h in way.handovers]
    return sorted(found, key=lambda row: row.start)
