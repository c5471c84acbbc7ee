"""Each rule as sentences: what happened, and the first day on which it shows. The day before is the near miss."""

from collections.abc import Callable

import pytest

from tests.gaps.life import Life, on

Told = tuple[str, Callable[[Life], object], str]


def told(*rows: Told) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("happened", "shows"), [pytest.param(*row[1:], id=row[0]) for row in rows])


@told(
    ("nothing at all: fourteen days after coming in", lambda p: None, "09-15"),
    ("fourteen days after the last step was done", lambda p: p.step("09-20", "09-18"), "10-02"),
    ("fourteen days after a step that was never done was due", lambda p: p.step("09-20"), "10-04"),
    ("fourteen days after the last meeting", lambda p: p.meeting("10-10"), "10-24"),
    (
        "fourteen days after the day on which a meeting was called off",
        lambda p: p.meeting("12-10", "10-01"),
        "10-15",
    ),
    ("the later of two steps counts", lambda p: (p.step("09-10"), p.step("11-10")), "11-24"),
    ("a pause is no step", lambda p: p.spell("PAUSE", "09-01"), "09-15"),
    (
        "a wait that nobody is responsible for is no step",
        lambda p: p.spell("WAIT", "09-01", responsible=None),
        "09-15",
    ),
    ("fourteen days after an owned wait", lambda p: p.spell("WAIT", "09-01", "10-10"), "10-24"),
    ("an activity without contact carries nobody: from its start", lambda p: p.takes_part("09-05"), "09-19"),
    (
        "an activity with contact: the day after thirty days without",
        lambda p: (p.takes_part("09-05"), p.contact("09-20")),
        "10-21",
    ),
    (
        "an activity with contact kept up to its end: fourteen days after the end",
        lambda p: (p.spell("PLACEMENT", "09-05", "10-10"), p.contact("09-20")),
        "10-24",
    ),
)
def test_no_step_ahead(leila, happened, shows):
    happened(leila)
    assert leila.first_shows("no_step", shows)


def test_no_step_is_asked_for_while_somebody_is_responsible_for_a_wait(leila):
    leila.spell("WAIT", "09-01")
    assert leila.gap("no_step", "2027-08-01") is None


@told(
    ("three working days after it was due", lambda p: p.step("09-15"), "09-18"),
    ("a weekend is no working days", lambda p: p.step("09-17"), "09-22"),
    ("nor is Christmas", lambda p: p.step("12-22"), "12-29"),
    ("the one that has been due the longest", lambda p: (p.step("09-15"), p.step("09-10")), "09-15"),
    ("our own step also in July", lambda p: p.step("2027-07-01"), "2027-07-06"),
    (
        "somebody outside gets all of July",
        lambda p: p.step("2027-07-01", doer="UNIT", unit=p.unit),
        "2027-08-10",
    ),
)
def test_a_step_is_overdue(leila, happened, shows):
    happened(leila)
    assert leila.first_shows("step_overdue", shows)


def test_a_step_that_is_done_is_not_overdue(leila):
    leila.step("09-15", "09-30")
    assert leila.gap("step_overdue", "12-01") is None


@told(
    ("five working days after coming in", lambda p: p.has_nobody(), "09-08"),
    ("five working days after the last one", lambda p: p.has_nobody("10-01"), "10-07"),
)
def test_no_main_contact(leila, happened, shows):
    happened(leila)
    assert leila.first_shows("no_main_contact", shows)


def test_a_main_contact_who_comes_in_time_is_one(leila, bo):
    leila.has_nobody()
    leila.is_given_to(bo, "MAIN", "09-08")
    assert leila.gap("no_main_contact", "09-08") is None


def test_a_main_contact_who_comes_too_late_is_none_until_then(leila, bo):
    leila.has_nobody()
    leila.is_given_to(bo, "MAIN", "09-10")
    assert leila.first_shows("no_main_contact", "09-08")
    assert leila.gap("no_main_contact", "09-09") is not None
    assert leila.gap("no_main_contact", "09-10") is None


@told(
    ("three working days into an illness", lambda p: p.worker_away("09-14", None), "09-17"),
    ("ten working days before planned leave", lambda p: p.worker_away("12-01", "12-20", "LEAVE"), "11-17"),
)
def test_the_main_contact_is_away_without_a_deputy(leila, bo, happened, shows):
    """Who was deputy until a while before is none."""
    leila.is_given_to(bo, "DEPUTY", "09-01", "09-10")
    happened(leila)
    assert leila.first_shows("main_contact_away", shows)


def test_somebody_away_with_cover_or_a_deputy_who_is_there_raises_nothing(leila, bo):
    leila.worker_away("09-14", "10-30", cover=bo)
    assert leila.gap("main_contact_away", "09-30") is None
    leila.worker_away("11-02", "11-30")
    assert leila.gap("main_contact_away", "11-10") is not None
    leila.is_given_to(bo, "DEPUTY", "11-01")
    assert leila.gap("main_contact_away", "11-10") is None


def test_an_illness_that_is_over_in_three_days_never_shows(leila):
    leila.worker_away("09-14", "09-16")
    assert leila.gap("main_contact_away", "09-16") is None
    assert leila.gap("main_contact_away", "09-17") is None


@told(
    ("thirty days after coming in, never reached", lambda p: None, "10-01"),
    ("thirty days after the last contact", lambda p: p.contact("09-20"), "10-20"),
    (
        "an attempt is no contact, but defers seven days",
        lambda p: (p.contact("09-05"), p.tried("10-03")),
        "10-10",
    ),
    ("an attempt long before defers nothing", lambda p: (p.contact("09-20"), p.tried("09-25")), "10-20"),
    ("sixty days in a wait", lambda p: (p.contact("09-20"), p.spell("WAIT", "09-10")), "11-19"),
    ("ninety days in a job", lambda p: (p.contact("09-20"), p.spell("JOB", "09-10")), "12-19"),
    ("ninety days in studies", lambda p: (p.contact("09-20"), p.spell("STUDY", "09-10")), "12-19"),
    ("thirty in a placement", lambda p: (p.contact("09-20"), p.spell("PLACEMENT", "09-10")), "10-20"),
    ("the day a job is over", lambda p: (p.contact("09-20"), p.spell("JOB", "09-10", "11-09")), "11-10"),
    (
        "a job that ends sooner changes nothing",
        lambda p: (p.contact("09-20"), p.spell("JOB", "09-10", "09-30")),
        "10-20",
    ),
    ("the day a pause is over", lambda p: (p.contact("09-20"), p.spell("PAUSE", "10-01", "11-30")), "12-01"),
)
def test_no_contact(leila, happened, shows):
    happened(leila)
    assert leila.first_shows("no_contact", shows)


def test_in_a_pause_nobody_is_asked_for_contact(leila):
    leila.spell("PAUSE", "09-20")
    assert leila.gap("no_contact", "2027-09-01") is None


@told(
    (
        "five working days after what was promised",
        lambda p: p.spell("WAIT", "09-01", promised_on=on("09-14")),
        "09-21",
    ),
    ("not in July", lambda p: p.spell("WAIT", "09-01", promised_on=on("2027-07-01")), "2027-08-12"),
    ("without a promise on its day of review", lambda p: p.spell("WAIT", "09-01"), "10-31"),
)
def test_a_wait(leila, happened, shows):
    happened(leila)
    assert leila.first_shows("wait", shows)


def test_a_wait_that_is_over_raises_nothing(leila):
    leila.spell("WAIT", "09-01", "09-20", promised_on=on("09-14"))
    assert leila.gap("wait", "10-20") is None
