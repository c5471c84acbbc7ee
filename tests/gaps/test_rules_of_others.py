"""The rules about what ends, is handed over, consented to and told: the day before is the near miss."""

import pytest

from samvag.access.roles import Role
from tests.gaps.life import on
from tests.gaps.test_rules import told


@told(
    ("fourteen days after an intervention ended", lambda p: p.takes_part("09-05", "10-01"), "10-15"),
    ("a warning thirty days before a planned end", lambda p: p.takes_part("09-05", planned="11-30"), "10-31"),
    (
        "the last one to end counts",
        lambda p: (p.takes_part("09-05", "10-01"), p.takes_part("09-10", "10-20")),
        "11-03",
    ),
    (
        "a step that was to come gives time until it is due",
        lambda p: (p.takes_part("09-05", "10-01"), p.step("11-05")),
        "11-06",
    ),
    ("no reason known", lambda p: p.takes_part("09-05", "10-01", why="NO_CONTACT"), "10-15"),
    ("care goes on elsewhere", lambda p: p.takes_part("09-05", "10-01", why="TRANSFER_CARE"), "10-15"),
    (
        "a wait that nobody owns is nothing",
        lambda p: (p.takes_part("09-05", "10-01"), p.spell("WAIT", "10-02", responsible=None)),
        "10-15",
    ),
    (
        "one registered by mistake does not hide it",
        lambda p: (p.takes_part("09-05", "10-01"), p.takes_part("10-02", "10-03", why="MISREGISTERED")),
        "10-15",
    ),
)
def test_a_broken_chain(leila, happened, shows):
    happened(leila)
    assert leila.first_shows("broken_chain", shows)


@pytest.mark.parametrize(
    "why", ["COMPLETED_WORK", "COMPLETED_STUDY", "MOVED", "DECEASED", "OWN_CHOICE", "MISREGISTERED"]
)
def test_no_chain_is_broken_when_the_person_has_gone_on(leila, why):
    leila.takes_part("09-05", "10-01", why=why)
    assert leila.gap("broken_chain", "12-01") is None


@told(
    ("another intervention", lambda p: p.takes_part("10-05"), ""),
    ("a job", lambda p: p.spell("JOB", "10-05"), ""),
    ("an owned wait", lambda p: p.spell("WAIT", "10-02"), ""),
    ("a placement that lasts longer", lambda p: p.spell("PLACEMENT", "09-20", "10-12"), ""),
)
def test_no_chain_is_broken_when_something_takes_over(leila, happened, shows):
    leila.takes_part("09-05", "10-01")
    happened(leila)
    assert leila.gap("broken_chain", "11-20") is None


def test_what_had_ended_before_the_person_came_in_raises_nothing(leila):
    leila.takes_part("08-01", "08-31", told=False)
    assert leila.gap("broken_chain", "12-01") is None
    assert leila.gap("snapshot_missing", "12-01") is None


def test_a_step_beyond_the_planned_end_silences_the_warning(leila):
    leila.takes_part("09-05", planned="11-30")
    leila.step("12-01")
    assert leila.gap("broken_chain", "11-15") is None


@told(
    ("entry: fourteen days after the start", lambda p: p.takes_part("09-05", told=False), "09-19"),
    (
        "entry of somebody already in it: after coming in",
        lambda p: p.takes_part("08-05", told=False),
        "09-15",
    ),
    (
        "exit: fourteen days after the end",
        lambda p: p.tells(p.takes_part("09-05", "10-01", told=False), "ENTRY"),
        "10-15",
    ),
)
def test_uppgifter_missing(leila, happened, shows):
    happened(leila)
    assert leila.first_shows("snapshot_missing", shows)


@pytest.mark.parametrize(
    "facts", [{"told": True}, {"how": "COUNT", "told": False}, {"why": "DECEASED", "told": False}]
)
def test_no_uppgifter_are_missing(leila, facts):
    leila.takes_part("09-05", "10-01", **facts)
    assert leila.gap("snapshot_missing", "12-01") is None


def test_uppgifter_are_asked_for_also_when_the_case_is_closed(leila):
    leila.takes_part("09-05", "10-01", told=False)
    leila.closes("10-02")
    assert leila.first_shows("snapshot_missing", "09-19")
    assert leila.gap("no_contact", "12-30") is None


@told(
    ("thirty days before its end", lambda p: p.consents("INFO_EXCHANGE", "09-01", "12-31"), "12-01"),
    (
        "the first of two kinds",
        lambda p: (
            p.consents("INFO_EXCHANGE", "09-01", "12-31"),
            p.consents("SURVEY_CONTACT", "09-01", "11-30"),
        ),
        "10-31",
    ),
)
def test_a_consent_runs_out(leila, happened, shows):
    happened(leila)
    assert leila.first_shows("consent_ending", shows)


def test_a_renewed_or_withdrawn_consent_does_not_run_out_nor_one_of_a_case_that_ends_before(leila):
    first = leila.consents("INFO_EXCHANGE", "09-01", "12-31")
    leila.consents("INFO_EXCHANGE", "12-01", "2027-12-31")
    assert leila.gap("consent_ending", "12-15") is None
    survey = leila.consents("SURVEY_CONTACT", "09-01", "12-31")
    assert leila.gap("consent_ending", "12-15").subject == survey.id != first.id
    leila.withdraws(survey, "11-01")
    assert leila.gap("consent_ending", "12-15") is None


def test_a_consent_may_run_out_when_the_case_ends_anyway(leila):
    leila.consents("INFO_EXCHANGE", "09-01", "12-31")
    leila.closes("12-30")
    assert leila.gap("consent_ending", "12-15") is None


def test_a_withdrawn_consent_with_a_step_at_the_other_unit_shows_at_once(leila, soc, unit):
    consent = leila.consents("INFO_EXCHANGE", "09-01", "12-31", soc)
    leila.step("12-01", doer="UNIT", unit=soc)
    elsewhere = leila.step("12-02", doer="UNIT", unit=unit("Skolan"))
    assert leila.gap("consent_withdrawn", "10-05") is None
    leila.withdraws(consent, "10-05")
    assert leila.first_shows("consent_withdrawn", "10-05")
    gap = leila.gap("consent_withdrawn", "10-05")
    assert gap.why == {"count": 1} and gap.subject != elsewhere.id


@pytest.mark.parametrize("part", ["parties", "categories"])
def test_a_consent_withdrawn_in_part_counts_for_that_part(leila, soc, part):
    consent = leila.consents("INFO_EXCHANGE", "09-01", "12-31", soc)
    leila.step("12-01", doer="UNIT", unit=soc)
    leila.step("12-01", doer="UNIT", unit=soc, category="health")
    rows = {
        "parties": consent.parties.filter(unit=soc),
        "categories": consent.categories.filter(category="planning"),
    }
    with_it = rows[part].get
    from tests.harness.acting import acting

    with acting(leila.worker, leila.unit):
        row = with_it()
    leila.withdraws(row, "10-05")
    assert leila.gap("consent_withdrawn", "10-05").why == {"count": 1}


def test_another_living_consent_covers_the_step(leila, soc):
    consent = leila.consents("INFO_EXCHANGE", "09-01", "12-31", soc)
    leila.step("12-01", doer="UNIT", unit=soc)
    leila.withdraws(consent, "10-05")
    leila.consents("INFO_EXCHANGE", "10-06", "12-31", soc)
    assert leila.gap("consent_withdrawn", "10-05") is not None
    assert leila.gap("consent_withdrawn", "10-06") is None


@pytest.fixture
def consent(leila, soc):
    from django.utils import timezone

    today = timezone.localdate().isoformat()
    return leila.consents("INFO_EXCHANGE", "2026-01-01", f"{int(today[:4]) + 1}-12-31", soc)


def test_a_hand_over_without_answer_shows_on_the_day_that_was_promised(leila, soc, consent):
    leila.handed_over(soc, "09-07", "09-14", consent)
    assert leila.first_shows("unanswered", "09-14")
    gap = leila.gap("unanswered", "09-14")
    assert gap.second_on == on("09-21") and gap.second_id is None


def test_nobody_has_to_answer_in_july(leila, soc, consent):
    leila.handed_over(soc, "2027-07-01", "2027-07-08", consent)
    assert leila.first_shows("unanswered", "2027-08-09")


def test_a_weekend_gives_time_until_monday(leila, soc, consent):
    leila.handed_over(soc, "09-07", "09-12", consent)
    assert leila.first_shows("unanswered", "09-14")


@told(
    ("fourteen days before three months have passed", lambda p: None, "12-18"),
    ("six months, when somebody was reached at three", lambda p: p.contact("12-20"), "2027-03-18"),
    ("three months stay when nobody was", lambda p: (p.tried("12-20"), p.tried("12-21")), "12-18"),
    (
        "six months, when three attempts were made",
        lambda p: [p.tried(f"12-2{n}") for n in range(3)],
        "2027-03-18",
    ),
    ("a contact before the time is another matter", lambda p: p.contact("12-17"), "12-18"),
)
def test_follow_up(leila, happened, shows):
    leila.takes_part("09-05", "10-01")
    leila.consents("SURVEY_CONTACT", "09-05", "2029-01-01")
    happened(leila)
    assert leila.first_shows("follow_up", shows)


def test_follow_up_is_over_thirty_days_after_its_date(leila):
    leila.takes_part("09-05", "10-01")
    leila.consents("SURVEY_CONTACT", "09-05", "2029-01-01")
    assert leila.gap("follow_up", "2027-01-31").since == on("2027-01-01")
    assert leila.gap("follow_up", "2027-02-01") is None


def test_nobody_is_followed_up_without_consent_to_it(leila):
    leila.takes_part("09-05", "10-01")
    leila.consents("INFO_EXCHANGE", "09-05", "2029-01-01")
    assert leila.gap("follow_up", "12-20") is None
    survey = leila.consents("SURVEY_CONTACT", "09-05", "2029-01-01")
    assert leila.gap("follow_up", "12-20") is not None
    leila.withdraws(survey, "12-19")
    assert leila.gap("follow_up", "12-20") is None


def test_an_unwatched_case_raises_nothing(leila):
    from samvag.cases.models import Case
    from tests.harness.acting import acting

    leila.step("09-05")
    assert leila.gap("step_overdue", "10-01") is not None
    with acting(leila.worker, leila.unit):
        Case.objects.filter(id=leila.case.id).update(watched_from=None)
    for rule in ("step_overdue", "no_contact", "no_step"):
        assert leila.gap(rule, "12-01") is None


def test_who_is_responsible(leila, bo, staff, ame):
    karin = staff(ame, Role.MANAGER)
    step = leila.step("09-15")
    assert leila.gap("step_overdue", "09-18").responsible_id == leila.worker.id
    leila.is_given_to(bo, "WORKER", "09-01")
    leila.row(type(step), "planning", what="Bo ringer", due_on=on("09-10"), doer="STAFF", staff=bo)
    gap = leila.gap("step_overdue", "09-18")
    assert (gap.responsible_id, gap.part, gap.second_id, gap.second_on) == (
        bo.id,
        "DOER",
        leila.worker.id,
        on("09-24"),
    )
    leila.worker_away("09-16", "09-30", cover=karin)
    gap = leila.gap("no_contact", "10-01")
    assert (gap.responsible_id, gap.part) == (leila.worker.id, "MAIN")
    leila.contact("09-02", reached=False)
    assert leila.gap("step_overdue", "09-18").second_id == karin.id
