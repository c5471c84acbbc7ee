"""What people live on before, during and after: livelihood, age, hours and exit always agree."""

from dataclasses import replace
from random import Random

from samvag.simulate.life import Life, State

EXIT_TO_WORK = {"COMPLETED_WORK", "COMPLETED_WORK_STUDY"}
EXIT_TO_STUDY = {"COMPLETED_STUDY", "COMPLETED_WORK_STUDY"}


def before(rng: Random, age: int, scenario: str) -> State:
    """On coming in: nobody studies or works much, and no livelihood is outside its ages."""
    registered = scenario in ("longterm", "newly") or rng.random() < 0.3
    return State(
        livelihoods=((_source_before(rng, age, scenario), None),),
        job_seeking=scenario in ("longterm", "newly"),
        in_lm_programme=scenario == "longterm" and rng.random() < 0.5,
        registered_pes=registered and age >= 18,
    )


def after(
    rng: Random, life: Life, age: int, reason: str, entry: State, job: dict | None, study: dict | None
) -> State:
    """On leaving: what the exit says, with the hours of the job or the studies that it led to."""
    if reason in EXIT_TO_WORK:
        percent = job["percent"] if job else rng.choice([50, 75, 100])
        form = job["form"] if job else "OPEN"
        return State(
            ((("WAGE_SUB" if form == "SUB" else "WAGE"), None),), work_percent=percent, work_type=form
        )
    if reason in EXIT_TO_STUDY:
        percent = study["percent"] if study else 100
        return State(
            (("STUD", None),), study_percent=percent, study_form=study["form"] if study else "KOMVUX_GY"
        )
    seeking = reason == "COMPLETED_JOBSEEK"
    kept = (("EB", None),) if age >= 30 and entry.livelihoods[0][0] == "DIS_ACT" else entry.livelihoods
    return State(
        kept, job_seeking=seeking or entry.job_seeking, registered_pes=seeking or entry.registered_pes
    )


def aged(state: State, age: int) -> State:
    """Aktivitetsersättning ends at thirty."""
    return (
        replace(state, livelihoods=(("EB", None),))
        if age >= 30 and state.livelihoods[0][0] == "DIS_ACT"
        else state
    )


def _source_before(rng: Random, age: int, scenario: str) -> str:
    if age < 18:
        return "SUPPORTED_BY_FAMILY"
    if scenario == "disability" and 19 <= age <= 29:
        return "DIS_ACT"
    if scenario == "sick":
        return rng.choice(["SICK", "SICK", "REHAB"])
    if scenario == "newly":
        return rng.choice(["ETAB", "EB"])
    if scenario == "longterm":
        return rng.choice(["EB", "EB", "ACT_SUP", "UI"]) if age >= 25 else rng.choice(["EB", "DEV"])
    return rng.choice(["EB", "NONE", "SUPPORTED_BY_FAMILY"])
