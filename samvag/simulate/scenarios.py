"""Who the made-up people are and what happens to them. Each scenario is one of the groups Samväg exists for."""

from datetime import date
from random import Random

from samvag.simulate.builder import CaseBuilder, days
from samvag.simulate.life import Joint, Life
from samvag.simulate.places import read
from samvag.simulate.states import before

#: Scenario, youngest, oldest, weight, unit key without town ("" = alone), interventions in order.
GROUPS = [
    ("kaa", 16, 19, 14, "kaa", ["Klivet"]),
    ("youth", 18, 27, 34, "ame", ["Ungdomsspåret", "Nya steg"]),
    ("disability", 19, 29, 22, "ame", ["Ungdomsspåret", "Verkstan"]),
    ("school", 16, 20, 8, "skola", ["Brobygget"]),
    ("sick", 28, 61, 12, "pv", ["Tillbaka i takt"]),
    ("care", 20, 45, 7, "psyk", ["Återvägen"]),
    ("newly", 20, 50, 9, "ame", ["Språkbron", "Nya steg"]),
    ("longterm", 25, 61, 16, "soc", ["Stadig grund"]),
    ("longterm_ame", 25, 61, 22, "ame", ["Nya steg", "Verkstan"]),
    ("navigator", 18, 60, 4, "org", ["Lotsen"]),
    ("employment", 22, 60, 3, "af", ["Rustad för jobb"]),
]
REFERRERS = {
    "kaa": ["SKOLA", "KOMMUN_KAA"], "youth": ["KOMMUN_SOC", "SELF", "KOMMUN_KAA"], "disability": ["FK", "REGION_PSYK"],
    "school": ["SKOLA"], "sick": ["FK", "REGION_PV"], "care": ["REGION_PSYK"], "newly": ["AF", "KOMMUN_SOC"],
    "longterm": ["KOMMUN_SOC"], "longterm_ame": ["KOMMUN_SOC", "AF"], "navigator": ["SELF", "ANHORIG"],
    "employment": ["AF"],
}  # fmt: skip
ALONE = {"pv", "psyk", "org", "af", "fk"}
GOOD = ["COMPLETED_WORK", "COMPLETED_WORK", "COMPLETED_STUDY", "COMPLETED_STUDY", "COMPLETED_JOBSEEK"]
OTHER = ["COMPLETED_OTHER", "MOVED", "OWN_CHOICE", "ILLNESS", "NO_CONTACT"]
JOINT_CATEGORIES = ("contact", "planning", "work", "education", "livelihood")


def unit_of(short: str, town: int) -> str:
    return short if short in ALONE else f"{short}.{town}"


def live(rng: Random, life: Life, group: tuple, today: date, staff_of: dict[str, list[str]]) -> None:
    """Fills the life with its first case, and for about every third person a second unit's case beside it."""
    scenario, youngest, _oldest, _weight, short, interventions = group
    opened = _opened(rng, life, youngest, today)
    unit = unit_of(short, life.town)
    builder = CaseBuilder(rng, life, unit, opened, today, staff_of[unit])
    _phases(rng, builder, scenario, interventions)
    builder.daily_work()
    _change_of_main(rng, builder)
    if rng.random() < 0.3 and not builder.case.closed:
        _beside(rng, life, builder, today, staff_of)


def _opened(rng: Random, life: Life, youngest: int, today: date) -> date:
    """Up to three years back, but not before the group's youngest age."""
    birthday = life.born.replace(year=life.born.year + youngest, day=min(life.born.day, 28))
    span = min(rng.choice([60, 120, 200, 300, 420, 600, 900]), max(20, (today - birthday).days))
    return today - days(rng.randint(span // 2, span))


def _phases(rng: Random, builder: CaseBuilder, scenario: str, interventions: list[str]) -> None:
    base = scenario.removesuffix("_ame")
    entry = before(rng, builder.life.age(builder.at), base)
    education = (
        rng.choice(["COMP", "UPPER", "UPPER", "POST"]) if builder.life.age(builder.at) > 20 else "COMP"
    )
    builder.pause(rng.randint(3, 15))
    builder.wait(
        rng.choice(["Plats i insats", "Besked från annan verksamhet"]), rng.choice([0, 0, 12, 25, 40])
    )
    for index, name in enumerate(interventions):
        last = index == len(interventions) - 1 or rng.random() < 0.45
        episode = builder.episode(
            name, rng.randint(70, 210), entry, education, rng.choice(REFERRERS[scenario])
        )
        if episode is None or episode.last is None:
            return
        if last:
            _way_out(rng, builder, episode)
            return
        builder.end(episode, "TRANSFER_INTERVENTION")
        builder.pause(rng.choice([2, 5, 9, 30, 55]))


def _way_out(rng: Random, builder: CaseBuilder, episode) -> None:
    """Work, studies or something else; what does not end well may come back."""
    reason = rng.choice(GOOD + GOOD + OTHER)
    if builder.life.age(builder.at) < 18 and reason == "COMPLETED_WORK":
        reason = "COMPLETED_STUDY"
    data = read("names.toml")
    if reason == "COMPLETED_WORK":
        placement = builder.spell(
            "PLACEMENT", rng.choice(data["employers"]), rng.randint(28, 90), rng.choice([25, 50, 75])
        )
        if placement and placement["last"] is None:
            builder.case.episodes[-1].last = None
            return
        form = rng.choice(["OPEN", "SUB"])
        job = builder.spell("JOB", rng.choice(data["employers"]), 4000, rng.choice([50, 75, 100]), form)
        if job is None:
            episode.last, episode.planned_end = None, builder.today + days(30)
            return
        episode.last = max(episode.last, job["first"] - days(1))
        builder.end(episode, reason, job=job)
    elif reason == "COMPLETED_STUDY":
        form = "IM" if builder.life.age(builder.at) < 20 else rng.choice(["KOMVUX_GY", "FHSK_ALLM", "YH"])
        study = builder.spell("STUDY", rng.choice(data["schools"]), 4000, 100, form)
        builder.end(episode, reason, study=study)
    else:
        builder.end(episode, reason)
    builder.close(reason, episode.last + days(rng.randint(3, 25)))


def _change_of_main(rng: Random, builder: CaseBuilder) -> None:
    """Some have met more than one; a change is seen on the way."""
    case = builder.case
    length = ((case.closed or builder.today) - case.opened).days
    if length > 200 and len(builder.staff) > 1 and rng.random() < 0.3:
        first, began, _none = case.mains[0]
        change = began + days(length * rng.uniform(0.3, 0.7))
        second = rng.choice([name for name in builder.staff if name != first])
        case.mains = [(first, began, change - days(1)), (second, change, None)]


def _beside(rng: Random, life: Life, first: CaseBuilder, today: date, staff_of: dict[str, list[str]]) -> None:
    """A second unit's case; for half of them joined by consent."""
    choices = [unit_of(short, life.town) for short in ("soc", "ame", "psyk", "fk", "af", "org")]
    unit = rng.choice([one for one in choices if one != first.case.unit])
    opened = max(
        first.case.opened + days(rng.randint(5, 40)), life.born.replace(year=life.born.year + 16, day=1)
    )
    if opened >= today - days(10):
        return
    second = CaseBuilder(rng, life, unit, opened, today, staff_of[unit])
    second.pause(5)
    second.daily_work()
    if rng.random() < 0.6:
        begun = max(second.case.opened + days(7), today - days(200))
        if begun < today:
            life.joint = Joint(
                begun, begun + days(364), JOINT_CATEGORIES, "Planera vägen till arbete eller studier ihop."
            )
