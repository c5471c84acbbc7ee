"""Putting the way together: where it is broken, what is gathered, who led, what one lived on."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from samvag.cases.queries.participation import LivesOn
from samvag.desk.queries.circle import Part
from samvag.desk.queries.rows import Row
from samvag.desk.way.beads import beads
from samvag.desk.way.breaks import breaks
from samvag.desk.way.compose import returns
from samvag.desk.way.spans import leads, livelihoods
from samvag.ui.pictures.way import Kind

TODAY = date(2026, 11, 22)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def row(kind: str, first: int, last: int | None = None, **facts) -> Row:
    """Days ago; `due` too. Negative is ahead."""
    if "due" in facts:
        facts["due"] = ago(facts["due"])
    said = {
        "unit": "", "due": None, "label": "något", "words": "", "code": "", "state": "", "who": "Anna Ask",
        "other": "", "clock": "", **facts,
    }  # fmt: skip
    return Row(kind, uuid4(), first=ago(first), last=None if last is None else ago(last), **said)


def episode(first: int, last: int | None = None, **facts) -> Row:
    return row("PARTICIPATION", first, last, code="intervention", **facts)


def wait(first: int, last: int | None = None, **facts) -> Row:
    return row("SPELL", first, last, code="WAIT", **facts)


def booked(on: int, made: int, state: str = "AHEAD") -> Row:
    return row("MEETING", on, due=made, state=state)


def broken(rows, begins=200):
    found = breaks(rows, ago(begins), TODAY + timedelta(days=1), TODAY)
    return [
        ((TODAY - one.start).days, None if one.end is None else (TODAY - one.end).days, one.owned)
        for one in found
    ]


class TestBreaks:
    @pytest.mark.parametrize(
        ("told", "rows", "expected"),
        [
            ("an intervention that runs covers up to today", [episode(200)], []),
            ("14 days between two is a break", [episode(200, 100), episode(85)], [(99, 86, False)]),
            ("13 days is none", [episode(200, 100), episode(86)], []),
            ("nothing after the end, up to today", [episode(200, 30)], [(29, None, False)]),
            ("an end yesterday is no break yet", [episode(200, 1)], []),
            ("a step in between that somebody had", [episode(200, 100), row("STEP", 99, 60), episode(59)], []),
            ("an open step covers, even when it is late", [episode(200, 30), row("STEP", 29, due=10)], []),
            ("a step that was ended does not go on", [episode(200, 60), row("STEP", 59, 40)], [(39, None, False)]),
            ("a contact owns nothing", [episode(200, 30), row("CONTACT", 20, state="REACHED")], [(29, None, False)]),
            ("a meeting from when it was booked", [episode(200, 30), booked(-5, 29)], []),
            ("not before", [episode(200, 30), booked(-5, 9)], [(29, 10, False)]),
            ("not when it was called off", [episode(200, 30), booked(9, 29, "CANCELLED")], [(29, None, False)]),
            ("an exit to work has gone on", [episode(200, 100, state="COMPLETED_WORK")], []),
            ("own choice too", [episode(200, 100, state="OWN_CHOICE")], []),
            ("but not an exit to care", [episode(200, 100, state="TRANSFER_CARE")], [(99, None, False)]),
            ("nor one for lack of contact", [episode(200, 100, state="NO_CONTACT")], [(99, None, False)]),
            ("a wait with somebody is grey", [episode(200, 100), wait(99, 60), episode(59)], [(99, 60, True)]),
            ("without anybody it is red", [episode(200, 100), wait(99, 60, who=""), episode(59)], [(99, 60, False)]),
            ("a wait that goes on has no end", [episode(200, 100), wait(99, due=-5)], [(99, None, True)]),
            ("a pause is no break", [episode(200, 100), row("SPELL", 99, 60, code="PAUSE"), episode(59)], []),
            ("others' shared interventions cover as well", [episode(200, 100), episode(99, unit="Soc")], []),
        ],
    )  # fmt: skip
    def test_table(self, told, rows, expected):
        assert broken(rows) == expected, told

    def test_the_sentence_says_how_long_and_who(self):
        (gap,) = breaks([episode(200, 30)], ago(200), TODAY + timedelta(days=1), TODAY)
        assert gap.days == 29
        assert gap.sentence == "Glapp sedan 29 dagar: ingen har nästa steg"
        (waiting,) = breaks(
            [episode(200, 100), wait(99, due=-5, label="praktikplats")], ago(200), TODAY, TODAY
        )
        assert waiting.sentence == "Väntar på praktikplats. Anna Ask är ansvarig, nästa besked 2026-11-27"

    def test_what_the_watch_says_of_today_is_drawn_however_short(self):
        rows, tomorrow = [episode(200, 5)], TODAY + timedelta(days=1)
        assert breaks(rows, ago(200), tomorrow, TODAY) == ()
        (gap,) = breaks(rows, ago(200), tomorrow, TODAY, broken_now=True)
        assert (gap.days, gap.end, gap.owned) == (4, None, False)

    def test_but_nothing_is_drawn_over_what_goes_on(self):
        assert breaks([episode(200)], ago(200), TODAY + timedelta(days=1), TODAY, broken_now=True) == ()

    def test_nothing_breaks_after_the_case_was_closed(self):
        assert breaks([episode(200, 100)], ago(200), ago(95), TODAY) == ()


class TestBeads:
    def test_each_with_a_length_is_a_bead_of_its_kind(self):
        rows = [
            episode(90, 60),
            row("SPELL", 50, 40, code="PLACEMENT"),
            row("SPELL", 30, code="JOB", other="50"),
        ]
        found = beads(rows, TODAY)
        assert [bead.kind for bead in found] == [Kind.INTERVENTION, Kind.PLACEMENT, Kind.JOB]
        assert found[2].label == "något 50 %"
        assert found[2].end is None

    def test_a_wait_and_a_pause_are_no_beads(self):
        assert beads([wait(9), row("SPELL", 9, code="PAUSE")], TODAY) == ()

    def test_what_is_ahead_is_planned_on_its_day(self):
        (step,) = beads([row("STEP", 3, due=-10)], TODAY)
        assert step.planned
        assert step.start == ago(-10)

    @pytest.mark.parametrize(
        "left_out",
        [
            row("CONTACT", 5, state="TRIED", code="PHONE"),
            row("MEETING", 5, state="CANCELLED"),
            row("MEETING", 5, state="NOT_HELD"),
            row("STEP", 9, 5, state="NOT_NEEDED"),
            row("NOTE", 5),
            row("HANDOVER", 5, state="SENT"),
        ],
    )
    def test_what_did_not_come_off_is_no_bead(self, left_out):
        assert beads([left_out], TODAY) == ()

    def test_not_every_telephone_call_is_a_bead(self):
        calls = [row("CONTACT", days, state="REACHED", code="PHONE") for days in range(0, 360, 4)]
        found = beads(calls, TODAY)
        assert len(found) <= 10
        assert sum(int(bead.label.split()[0]) for bead in found if bead.label[0].isdigit()) >= 80

    def test_but_a_few_stand_by_their_own_words(self):
        found = beads([row("CONTACT", days, state="REACHED", code="PHONE") for days in (300, 150)], TODAY)
        assert [bead.label for bead in found] == ["Telefon", "Telefon"]

    def test_what_another_unit_shares_is_never_gathered_with_ours(self):
        ours = row("CONTACT", 5, state="REACHED", code="PHONE")
        theirs = row("CONTACT", 5, state="REACHED", code="PHONE", unit="Soc")
        assert {bead.owner_label for bead in beads([ours, theirs], TODAY)} == {None, "Soc"}


class TestReturns:
    @pytest.mark.parametrize(
        ("first", "last", "again", "marked"),
        [(900, 500, 135, True), (900, 500, 134, False), (900, 500, 500, False), (900, None, 135, False)],
    )
    def test_within_a_year_after_the_end(self, first, last, again, marked):
        assert bool(returns([episode(first, last), episode(again)])) is marked


class TestSpans:
    def part(self, name, first, last, unit="", role="MAIN"):
        return Part(uuid4(), unit, name, "", "", role, ago(first), None if last is None else ago(last))

    def test_a_change_of_main_contact_is_seen(self):
        found = leads([self.part("Anna", 90, 31), self.part("Bo", 30, None)])
        assert [(span.label, span.end) for span in found] == [("Anna", ago(31)), ("Bo", None)]

    def test_the_same_twice_in_a_row_is_one(self):
        assert len(leads([self.part("Anna", 90, 31), self.part("Anna", 30, None)])) == 1

    def test_a_deputy_does_not_lead(self):
        assert leads([self.part("Bo", 90, None, role="DEPUTY")]) == ()

    def test_a_livelihood_lasts_until_the_next_is_measured(self):
        found = livelihoods(
            [
                LivesOn("", "ENTRY", ago(90), ["EB"]),
                LivesOn("", "EXIT", ago(30), ["EB"]),
                LivesOn("", "EXIT", ago(9), ["WAGE"]),
            ]
        )
        assert [(span.label, span.start, span.end, span.kind) for span in found] == [
            ("Ekonomiskt bistånd (försörjningsstöd)", ago(90), ago(10), "benefit"),
            ("Lön", ago(9), None, "wage"),
        ]
