"""Builds one case of a life, phase by phase, so that what happened hangs together and today has a next step."""

from datetime import date, timedelta
from random import Random

from samvag.simulate.life import CaseLife, Episode, Life, State
from samvag.simulate.states import after, aged

LINES = {
    "PHONE": (
        "Det går framåt.",
        "Stämde av tider.",
        "Pratade om nästa steg.",
        "Pratade om rutiner på morgonen.",
    ),
    "MEETING": (
        "Gick igenom veckan.",
        "Följde med till möte.",
        "Gick igenom cv.",
        "Kort avstämning, allt enligt plan.",
    ),
    "SMS": ("Påminde om mötet.", "Skickade tid och plats.", "Svarade att allt går bra."),
}
NOT_REACHED = {"PHONE": "Inget svar.", "MEETING": "Kom inte.", "SMS": "Inget svar."}
STEPS = [
    "Boka studiebesök", "Ringa arbetsgivaren", "Gå igenom cv tillsammans", "Stämma av med vårdcentralen",
    "Fylla i ansökan", "Planera veckan", "Träffa studievägledaren", "Besöka praktikplatsen",
]  # fmt: skip
NOTES = [
    "Vill gärna arbeta med händerna. Trivs bäst på förmiddagen.", "Orkar tre dagar i veckan just nu.",
    "Vi provar att öka timmarna efter helgen.", "Har fått nytt busskort, tar sig dit själv.",
    "Tycker att det är skönt att veta vem man ska ringa.",
]  # fmt: skip


def days(count: float) -> timedelta:
    return timedelta(days=int(count))


def workday(day: date) -> date:
    """Moved to Friday when it falls on a weekend."""
    return day - days(max(0, day.weekday() - 4))


def no_weekend(day: date) -> date:
    """Moved to Monday when it falls on a weekend."""
    return day + days((7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


class CaseBuilder:
    """`at` moves forward through the phases; what would begin after today is left out or planned."""

    def __init__(
        self, rng: Random, life: Life, unit: str, opened: date, today: date, staff: list[str]
    ) -> None:
        self.rng, self.life, self.today, self.at = rng, life, today, workday(opened)
        self.staff = staff
        self.case = CaseLife(unit, self.at)
        # The first of a unit works the most there.
        self.case.mains.append((rng.choices(staff, range(len(staff) + 1, 1, -1))[0], self.at, None))
        life.cases.append(self.case)

    @property
    def over(self) -> bool:
        return self.at >= self.today

    def wait(self, title: str, length: int) -> None:
        if self.over or length < 5:
            return
        last = self.at + days(length)
        self.case.spells.append(
            {
                "kind": "WAIT", "title": title, "first": self.at, "last": last if last < self.today else None,
                "promised_on": last + days(10), "review_on": max(last, self.today) + days(20),
            }
        )  # fmt: skip
        self.at = last + days(1)

    def pause(self, length: int) -> None:
        self.at += days(length)

    def episode(self, name: str, length: int, entry: State, education: str, referrer: str) -> Episode | None:
        if self.over:
            return None
        last = workday(self.at + days(length))
        going = last >= self.today
        episode = Episode(name, self.at, None if going else last, max(last, self.today + days(40)) if going else last,
                          referrer, education, aged(entry, self.life.age(self.at)))  # fmt: skip
        self.case.episodes.append(episode)
        self.at = last + days(1)
        return episode

    def spell(self, kind: str, title: str, length: int, percent: int, form: str = "") -> dict | None:
        """A placement, job or study; returns None when it would only begin after today."""
        if self.over:
            return None
        last = workday(self.at + days(length))
        spell = {
            "kind": kind, "title": title, "first": self.at, "last": None if last >= self.today else last,
            "planned_end": max(last, self.today + days(45)) if kind == "PLACEMENT" else None,
            "percent": percent, "form": form,
        }  # fmt: skip
        self.case.spells.append(spell)
        self.at = last + days(1)
        return spell

    def end(
        self, episode: Episode, reason: str, *, job: dict | None = None, study: dict | None = None
    ) -> None:
        episode.exit_reason = reason
        assert episode.last and episode.entry
        age = self.life.age(episode.last)
        episode.exit = after(self.rng, self.life, age, reason, episode.entry, job, study)

    def close(self, reason: str, on: date) -> None:
        last = max([self.case.opened, *(one.last for one in self.case.episodes if one.last)])
        self.case.closed, self.case.reason = max(min(workday(on), self.today), last), reason
        for spell in self.case.spells:
            if spell["last"] is None and spell["kind"] in ("WAIT", "PAUSE"):
                spell["last"] = self.case.closed

    def daily_work(self) -> None:
        """Contacts about every third week, some notes, steps that were done, and for an open case one ahead."""
        until = self.case.closed or self.today
        day = self.case.opened
        self._contact(day, "MEETING", True, "Första samtalet.")
        while (day := workday(day + days(self.rng.randint(14, 26)))) < until - days(6):
            self._contact(
                day, self.rng.choice(["PHONE", "PHONE", "MEETING", "SMS"]), self.rng.random() < 0.85
            )
            if self.rng.random() < 0.3:
                self.case.notes.append({"on": day, "text": self.rng.choice(NOTES)})
            if self.rng.random() < 0.4:
                due = workday(day + days(self.rng.randint(5, 14)))
                if due < until:
                    self._step(day, due, due)
        if not self.case.closed:
            self._today()

    def _today(self) -> None:
        last = workday(self.today - days(self.rng.randint(1, 12)))
        self._contact(max(last, self.case.opened), "PHONE", True)
        due = self.today + days(self.rng.randint(2, 21))
        self._step(max(last, self.case.opened), no_weekend(due), None)
        if self.rng.random() < 0.35:
            self.case.meetings.append(
                {"on": no_weekend(self.today + days(self.rng.randint(1, 14))), "about": "Uppföljning"}
            )

    def _contact(self, on: date, channel: str, reached: bool, line: str = "") -> None:
        line = line or (self.rng.choice(LINES[channel]) if reached else NOT_REACHED[channel])
        self.case.contacts.append({"on": on, "channel": channel, "reached": reached, "line": line})

    def _step(self, made: date, due: date, ended: date | None) -> None:
        self.case.steps.append({"made": made, "what": self.rng.choice(STEPS), "due": due, "ended": ended})
