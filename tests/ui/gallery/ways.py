"""Made-up ways for the gallery: the usual one, and those that are hard to draw."""

from datetime import date, timedelta

from samvag.ui.pictures.way import Bead, Break, Handover, Kind, Span, Way

TODAY = date(2026, 11, 22)
UNIT = "AME Almby"


def day(text: str) -> date:
    return date.fromisoformat(text)


def bead(kind: Kind, label: str, start: str, end: str | None = None, **more: object) -> Bead:
    return Bead(kind, label, day(start), day(end) if end else None, href="#bead", **more)  # type: ignore[arg-type]


def way(*beads: Bead, **more: object) -> Way:
    return Way(UNIT, "Leila Demir", TODAY, beads=beads, **more)  # type: ignore[arg-type]


USUAL = way(
    bead(Kind.CONTACT, "Uppsökt", "2025-01-02"),
    bead(Kind.MEETING, "Första möte", "2025-02-03"),
    bead(Kind.INTERVENTION, "Unga in, Almby", "2025-03-01", "2025-07-12"),
    bead(Kind.CARE, "Psykiatrin", "2025-04-01", "2025-09-30", owner_label="Vuxenpsykiatrin"),
    bead(Kind.STUDIES, "Studiemotiverande kurs", "2025-09-18", "2025-12-07", returned=True),
    bead(Kind.CONTACT, "Samtal om praktik", "2025-12-18"),
    bead(Kind.PLACEMENT, "Praktik, Lindens förskola", "2026-01-09", "2026-04-06"),
    bead(Kind.CARE, "KBT-grupp", "2026-02-01", "2026-05-15", owner_label="Primärvården"),
    bead(Kind.JOB, "Anställning 50 %", "2026-04-18"),
    bead(Kind.MEETING, "Uppföljning med arbetsgivaren", "2026-05-20"),
    bead(Kind.STEP, "Ansök om utökad tid", "2026-09-01"),
    bead(Kind.MEETING, "Trepartssamtal", "2026-12-10", planned=True),
    gaps=(
        Break(
            day("2025-07-12"), day("2025-09-18"), 67, False, "Ingen ägde steget mellan insatsen och kursen."
        ),
        Break(
            day("2025-12-07"), day("2026-01-09"), 33, True, "Väntade på praktikplats. Sara Berg var ansvarig."
        ),
    ),
    leads=(
        Span("Sara Berg, arbetsmarknad", day("2025-01-02"), day("2025-08-31")),
        Span("Ali Holm, arbetsmarknad", day("2025-09-01")),
    ),
    livelihoods=(
        Span("Ekonomiskt bistånd", day("2025-01-01"), day("2026-01-08"), "benefit"),
        Span("Aktivitetsstöd", day("2026-01-09"), day("2026-04-17"), "activity"),
        Span("Lön", day("2026-04-18"), None, "wage"),
    ),
    handovers=(Handover(day("2025-09-01"), "Sara Berg lämnade över till Ali Holm"),),
)

BROKEN_NOW = way(
    bead(Kind.CONTACT, "Anmälan från skolan", "2026-06-15"),
    bead(Kind.CONTACT, "Brev skickat", "2026-07-02"),
    bead(Kind.MEETING, "Kartläggning", "2026-08-20"),
    bead(Kind.INTERVENTION, "Ungdomsspåret", "2026-09-01", "2026-11-10"),
    gaps=(
        Break(
            day("2026-11-10"),
            None,
            12,
            False,
            "Leila har inget nästa steg sedan 12 dagar.",
            "Inget nästa steg",
        ),
    ),
    leads=(Span("Sara Berg", day("2026-06-15")),),
    livelihoods=(Span("Ingen känd försörjning", day("2026-06-15")),),
)

ONE = way(bead(Kind.CONTACT, "Första kontakt", "2026-11-22"))
NONE = way(leads=(Span("Sara Berg", day("2026-11-20")),))
FUTURE = way(
    bead(Kind.MEETING, "Startmöte", "2026-12-01", planned=True),
    bead(Kind.INTERVENTION, "Kugghjulet", "2027-01-10", "2027-06-30", planned=True),
)
LONG_WORDS = way(
    bead(
        Kind.INTERVENTION,
        "Arbetslivsinriktad rehabilitering med förstärkt samverkan i Norra Mälardalen",
        "2024-02-01",
        "2024-05-30",
    ),
    bead(
        Kind.STUDIES,
        "Sfi med yrkesutbildning till undersköterska på Komvux Almby-Björkby",
        "2024-06-10",
        "2025-02-01",
    ),
    bead(Kind.CARE, "Neuropsykiatriskutredningsmottagningsverksamhetsutveckling", "2024-07-01", "2024-08-01"),
    bead(
        Kind.PLACEMENT,
        "Arbetsprövning på Almby kommuns återbruksverkstad i fyra veckor",
        "2025-02-03",
        "2025-03-03",
    ),
    bead(
        Kind.PLACEMENT, "Praktik på äldreboendet Solgläntan, avdelning Blåklinten", "2025-03-20", "2025-05-20"
    ),
    bead(Kind.STEP, "Ta reda på om studieskulden går att pausa medan ansökan behandlas", "2025-06-10"),
    bead(Kind.STEP, "Ring CSN", "2025-06-12"),
    gaps=(
        Break(
            day("2025-06-14"),
            None,
            526,
            True,
            "Väntar på beslut om aktivitetsersättning.",
            "Väntan på beslut",
        ),
    ),
    leads=(
        Span("Maria Lindqvist-Håkansson, arbetsmarknadsenheten Almby", day("2024-02-01"), day("2024-03-15")),
        Span("Per Ek", day("2024-03-16"), day("2024-04-02")),
        Span("Ali Holm", day("2024-04-03")),
    ),
    livelihoods=(Span("Sjukpenning i särskilda fall", day("2024-02-01"), day("2024-04-01"), "benefit"),),
)
SAME_DAY = way(
    *(bead(Kind.CONTACT, label, "2026-10-05") for label in ("Samtal", "Brev", "Sms", "Besök")),
    bead(Kind.MEETING, "Nätverksmöte", "2026-10-05"),
    bead(Kind.INTERVENTION, "Kugghjulet", "2026-10-06"),
    bead(Kind.MEETING, "Avstämning", "2026-11-20"),
    bead(Kind.MEETING, "Uppföljning", "2026-11-22"),
    bead(Kind.STEP, "Skicka ansökan", "2026-11-24", planned=True),
)
OLD = way(
    bead(Kind.CONTACT, "Första ärendet", "2015-03-02"),
    bead(Kind.INTERVENTION, "Kugghjulet", "2025-10-06", "2026-03-01"),
    bead(Kind.JOB, "Butiksbiträde, Almby Handel", "2026-03-10"),
)


def eight_years() -> Way:
    """Sixty beads: an intervention or the like every four months, contacts between, two things at once at times."""
    kinds = (Kind.INTERVENTION, Kind.STUDIES, Kind.PLACEMENT, Kind.JOB, Kind.CARE)
    names = ("Unga in", "Folkhögskola", "Praktik i köket", "Sommarjobb", "Vårdcentralen")
    beads, gaps, start = [], [], date(2018, 12, 1)
    for i in range(20):
        end = start + timedelta(days=70 + 17 * (i % 5))
        beads.append(
            Bead(kinds[i % 5], f"{names[i % 5]} {i + 1}", start, end, href="#bead", returned=i in (6, 13))
        )
        for j in range(2):
            moment = start + timedelta(days=20 + 45 * j)
            beads.append(
                Bead(
                    Kind.CONTACT if j else Kind.MEETING, "Samtal" if j else "Avstämning", moment, href="#bead"
                )
            )
        if i % 4 == 2:
            gaps.append(Break(end, end + timedelta(days=35), 35, i % 8 == 2, "Väntan mellan två insatser."))
        start = end + timedelta(days=38 if i % 4 == 2 else 9)
    return way(*(one for one in beads if one.start <= TODAY), gaps=tuple(gaps))


ALL = {
    "vanlig": USUAL,
    "bruten nu": BROKEN_NOW,
    "en pärla": ONE,
    "ingen pärla": NONE,
    "bara framåt": FUTURE,
    "långa ord": LONG_WORDS,
    "samma dag": SAME_DAY,
    "gammalt ärende": OLD,
    "åtta år": eight_years(),
}
