"""Three hundred made-up people with lives that agree with themselves, the same ones for the same day and seed."""

from collections.abc import Iterator
from datetime import date
from random import Random

from samvag.kernel.identity import identity
from samvag.simulate.builder import days, workday
from samvag.simulate.life import CaseLife, Episode, Life
from samvag.simulate.places import DATA, read, staff
from samvag.simulate.scenarios import GROUPS, live

TROUBLES = ["no_step", "step_overdue", "no_contact", "glapp", "no_main", "uppgifter"]
SHARE_IN_TROUBLE = 0.2
MOST_A_WORKER = 4


def people(count: int, today: date, seed: int = 2026) -> list[Life]:
    """`count` lives. At least three of four have nothing to watch; no worker has more than a handful who do."""
    rng = Random(seed)
    workers = staff_of_units()
    lives = []
    for number in _numbers(rng, count, today):
        life, group = _person(rng, number, today)
        live(rng, life, group, today, workers)
        lives.append(life)
    _trouble(rng, lives, today)
    return lives


def staff_of_units() -> dict[str, list[str]]:
    """The workers of each unit, by name."""
    found: dict[str, list[str]] = {}
    for one in staff():
        for unit, role in one.roles:
            if role == "worker":
                found.setdefault(unit, []).append(one.name)
    return found


def _numbers(rng: Random, count: int, today: date) -> Iterator[str]:
    lines = (DATA / "testpersonnummer.txt").read_text("utf-8").splitlines()
    numbers = [
        line for line in lines if not line.startswith("#") and 16 <= today.year - int(line[:4]) - 1 < 62
    ]
    return iter(rng.sample(numbers, count))


def _person(rng: Random, number: str, today: date) -> tuple[Life, tuple]:
    who = identity(number, today=today)
    assert who.born
    names = read("names.toml")
    given = rng.choice(names["women"] if who.sex == "K" else names["men"])
    life = Life(
        number,
        given,
        rng.choice(names["family"]),
        who.sex,
        who.born,
        rng.choices((0, 1, 2), (5, 3, 2))[0],
        rng.choice(names["languages"]),
    )
    age = life.age(today)
    fitting = [group for group in GROUPS if group[1] <= age <= group[2] + 1] or [GROUPS[-2]]
    return life, rng.choices(fitting, [group[3] for group in fitting])[0]


def _trouble(rng: Random, lives: list[Life], today: date) -> None:
    """One thing to watch for about every fifth open case, spread over the workers."""
    load: dict[str, int] = {}
    cases = [life.cases[0] for life in lives if not life.cases[0].closed and not life.joint]
    rng.shuffle(cases)
    wanted = int(len(lives) * SHARE_IN_TROUBLE)
    for case in cases:
        worker = case.mains[-1][0]
        if wanted and load.get(worker, 0) < MOST_A_WORKER and (today - case.opened).days > 60:
            load[worker] = load.get(worker, 0) + 1
            wanted -= 1
            break_chain(case, TROUBLES[wanted % len(TROUBLES)], today)


def break_chain(case: CaseLife, trouble: str, today: date) -> None:
    """Takes away what would have kept the chain whole."""
    case.trouble = trouble
    if trouble == "no_main":
        name, first, _none = case.mains[-1]
        case.mains[-1] = (name, first, today - days(12))
    elif trouble == "step_overdue":
        _last_step(case, due=workday(today - days(9)))
    elif trouble == "no_contact":
        late = today - days(41)
        case.contacts = [one for one in case.contacts if one["on"] <= late or not one["reached"]]
        case.contacts = [one for one in case.contacts if one["on"] <= late] or case.contacts[:0]
    elif trouble == "glapp" and case.episodes and _ran_long_enough(case.episodes[-1], today):
        _end_in_nothing(case, today)
    elif trouble == "uppgifter" and case.episodes:
        case.episodes[-1].entry = None
    else:
        _no_step(case, today)


def _no_step(case: CaseLife, today: date) -> None:
    case.trouble = "no_step"
    _last_step(case, due=workday(today - days(24)), ended=workday(today - days(22)))
    case.meetings.clear()
    case.contacts = [one for one in case.contacts if one["on"] <= today - days(22)]
    case.spells = [
        one for one in case.spells if one["last"] is not None or one["kind"] not in ("WAIT", "PLACEMENT")
    ]


def _last_step(case: CaseLife, due: date, ended: date | None = None) -> None:
    step = case.steps[-1]
    made = max(min(step["made"], workday(due - days(9))), case.opened)
    step.update(made=made, due=due, ended=ended)


def _ran_long_enough(episode: Episode, today: date) -> bool:
    return episode.last is None and episode.first < today - days(60)


def _end_in_nothing(case: CaseLife, today: date) -> None:
    episode = case.episodes[-1]
    episode.last = today - days(33)
    episode.planned_end = episode.last
    episode.exit_reason, episode.exit = "TRANSFER_INTERVENTION", episode.entry
    _no_step(case, today)
    case.trouble = "glapp"
