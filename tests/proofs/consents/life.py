"""One person's consents through all that can happen to them, by chance, and everybody reading after each thing.

What the database and the pages then show is held against `truth`, which is told what was done and nothing else.
"""

import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from samvag.agencies.actions import end_staff
from samvag.cases.actions.coordination import agree, close_coordination, join, leave, renew_consent
from samvag.cases.actions.handover import send_handover
from samvag.cases.actions.team import appoint, end_part
from samvag.cases.actions.work import write_note
from samvag.cases.models import CoordinationCase, TeamMember
from samvag.consents.actions.blocking import block, lift
from samvag.consents.actions.giving import Side
from samvag.consents.actions.lawful import end_share, share_by_law
from samvag.consents.actions.withdrawing import withdraw, withdraw_category, withdraw_party
from samvag.consents.models import Consent
from samvag.kernel.errors import Refused
from tests.factories.agencies import give_role, send_away
from tests.factories.sharing import PURPOSE, begin_together
from tests.harness.acting import acting, setting_up
from tests.proofs.consents import truth
from tests.proofs.consents.place import Place, Watched
from tests.proofs.consents.truth import COLLEAGUE, KINDS, LEAD, MANAGER, SECOND, STAFF, THIRD, UNITS, WORKER

PAGES = (
    "/people/{card}/", "/people/{card}/coordination/", "/people/{card}/consents/", "/people/{card}/min-plan/",
    "/people/{card}/handover/", "/", "/unit/", "/inbox/",
)  # fmt: skip
OTHERS = (SECOND, THIRD)
GIVEN = {"purpose": PURPOSE, "given_how": "SKRIFTLIGT"}
others, units = st.sampled_from(OTHERS), st.sampled_from(UNITS)
staff, any_of = st.sampled_from(STAFF), st.integers(0, 20)
kinds = st.frozensets(st.sampled_from(KINDS), min_size=1)
ways = st.fixed_dictionaries({unit: st.sampled_from(["", "gives", "receives", "both"]) for unit in UNITS})
days = st.integers(0, 40)


class Life(RuleBasedStateMachine):
    place: Place

    def __init__(self) -> None:
        super().__init__()
        self.true = truth.Truth()
        self.rows: dict[int, UUID] = {}
        """The rows of what `truth` knows, by its own objects."""
        self.marks: dict[str, str] = {}
        """What is written in each note."""

    @initialize(covers=kinds, second=st.booleans(), third=st.booleans(), lasts=days)
    def begins(self, covers: frozenset[str], second: bool, third: bool, lasts: int) -> None:
        """The lead has begun a coordination with the two others, who may have joined it."""
        self.place.born(f"Zq{uuid4().hex[:10]}")
        covers = covers - truth.ONLY_BOUND_BY_LAW or frozenset({truth.PLANNING})
        lead = self.place.staff[LEAD, WORKER]
        sides = [Side(self._unit(unit)) for unit in OTHERS]
        joint = begin_together(
            lead, self.place.cases[LEAD], sides=sides, categories=sorted(covers), until=self._day(lasts)
        )
        self.joint = joint.id
        said = truth.Said(LEAD, 0, lasts, set(UNITS), set(UNITS), set(covers))
        self._know(said, Consent.objects, coordination=joint.id)
        self.true.said.append(said)
        self.true.team.add((LEAD, WORKER))
        for unit in UNITS:
            for kind in KINDS:
                self._write(unit, kind)
        for unit, comes in ((SECOND, second), (THIRD, third)):
            if comes:
                self.joins(unit)

    # What the person says.

    @rule(ways=ways, covers=kinds, lasts=days)
    def gives(self, ways: dict[str, str], covers: frozenset[str], lasts: int) -> None:
        sides = {unit: way for unit, way in ways.items() if way}
        if sides.get(THIRD) in ("receives", "both"):
            covers = covers - truth.ONLY_BOUND_BY_LAW or frozenset({truth.PLANNING})
        said = truth.Said(
            LEAD, self.true.today, self.true.today + lasts,
            {unit for unit, way in {LEAD: "both", **sides}.items() if way in ("gives", "both")},
            {unit for unit, way in {LEAD: "both", **sides}.items() if way in ("receives", "both")}, set(covers),
        )  # fmt: skip
        named = [
            Side(self._unit(unit), way in ("gives", "both"), way in ("receives", "both"))
            for unit, way in sides.items()
        ]

        def give(by: Any) -> None:
            row = renew_consent(
                self.joint, by=by, sides=named, categories=sorted(covers), until=self._day(lasts), **GIVEN
            )
            self.rows[id(said)] = row.id

        if self._does(LEAD, WORKER, give):
            for before in self.true.said:
                before.over = True
            self.true.said.append(said)
            for unit in set(sides) & self.true.left:
                self.true.left.discard(unit)
                self.true.joined.pop(unit, None)

    @rule(which=any_of, unit=units)
    def takes_it_back(self, which: int, unit: str) -> None:
        if (said := self._one(self.true.said, which)) and self._does(
            unit, WORKER, lambda by: withdraw(self.rows[id(said)], by=by)
        ):
            said.over = True

    @rule(which=any_of, unit=units, kind=st.sampled_from(KINDS))
    def narrows_what(self, which: int, unit: str, kind: str) -> None:
        if (said := self._one(self.true.said, which)) and self._does(
            unit, WORKER, lambda by: withdraw_category(self.rows[id(said)], kind, by=by)
        ):
            said.kinds.discard(kind)
            said.over = said.over or not said.shares()

    @rule(which=any_of, unit=units, whom=units)
    def narrows_whom(self, which: int, unit: str, whom: str) -> None:
        if said := self._one(self.true.said, which):
            taken = self._unit(whom)
            if self._does(unit, WORKER, lambda by: withdraw_party(self.rows[id(said)], taken, by=by)):
                said.givers.discard(whom)
                said.takers.discard(whom)
                said.over = said.over or not said.shares()

    @rule(unit=units, toward=st.sampled_from(["", *UNITS]), covers=st.just(frozenset()) | kinds)
    def closes(self, unit: str, toward: str, covers: frozenset[str]) -> None:
        to = self._unit(toward) if toward else None
        row: list[Any] = []
        how = "MUNTLIGT_DOKUMENTERAT"
        if self._does(unit, WORKER, lambda by: row.append(
            block(self.place.person, by=by, said_how=how, toward=to, kinds=sorted(covers)))):  # fmt: skip
            self.true.closed.append(closed := truth.Closed(unit, toward, covers))
            self.rows[id(closed)] = row[0].id

    @rule(which=any_of)
    def opens_again(self, which: int) -> None:
        if (closed := self._one(self.true.closed, which)) and self._does(
            closed.owner, WORKER, lambda by: lift(self.rows[id(closed)], by=by, how="Ringde.")
        ):
            closed.lifted = True

    # What the units do.

    @rule(unit=others)
    def joins(self, unit: str) -> None:
        worker, person = (
            self.place.staff[unit, WORKER].pk,
            {"given_name": "Eva", "family_name": self.place.name},
        )
        asked = CoordinationCase.objects.filter(unit=self._unit(unit), coordination=self.joint)

        def joined(by: Any) -> None:
            invited = asked.values_list("id", flat=True).first()
            join(invited or uuid4(), by=by, worker=worker, **person)

        if self._does(unit, MANAGER, joined):
            self.true.joined[unit] = self.true.latest()
            self.true.team.add((unit, WORKER))
            self.true.has_case.add((unit, WORKER))

    @rule(unit=others)
    def leaves(self, unit: str) -> None:
        if self._does(unit, MANAGER, lambda by: leave(self.joint, "Färdigt.", by=by)):
            self.true.left.add(unit)
            self.true.team -= {(unit, who) for who in (WORKER, COLLEAGUE, MANAGER)}

    @rule(unit=others, which=any_of)
    def agrees(self, unit: str, which: int) -> None:
        if (said := self._one(self.true.said, which)) and self._does(
            unit, MANAGER, lambda by: agree(self.joint, self.rows[id(said)], by=by)
        ):
            self.true.joined[unit] = said

    @rule(unit=others, covers=kinds, lasts=days)
    def gives_anew_and_a_unit_agrees(self, unit: str, covers: frozenset[str], lasts: int) -> None:
        self.gives(dict.fromkeys(OTHERS, "both"), covers, lasts)
        self.agrees(unit, len(self.true.said) - 1)

    @rule(which=staff)
    def comes_on_the_team(self, which: truth.Staff) -> None:
        whom = self.place.staff[which].pk
        if self._does(which[0], MANAGER, lambda by: appoint(self.joint, whom, "MEMBER", by=by)):
            self.true.team.add(which)
            self.true.has_case.add(which)

    @rule(which=staff)
    def goes_off_the_team(self, which: truth.Staff) -> None:
        def gone(by: Any) -> None:
            parts = TeamMember.objects.filter(
                coordination=self.joint, staff=self.place.staff[which], period__contains=timezone.localdate()
            )
            end_part(parts.values_list("id", flat=True).first() or uuid4(), "Slutar.", by=by)

        if self._does(which[0], MANAGER, gone):
            self.true.team.discard(which)

    @rule(which=st.sampled_from([one for one in STAFF if one[1] != MANAGER]))
    def leaves_her_work(self, which: truth.Staff) -> None:
        if self._does(which[0], MANAGER, lambda by: end_staff(self.place.staff[which].pk, by=by)):
            self.true.employed.discard(which)

    @rule(which=staff)
    def comes_back_to_work(self, which: truth.Staff) -> None:
        if which not in self.true.employed:
            row = self.place.staff[which]
            with setting_up():
                type(row).objects.filter(pk=row.pk).update(active=True)
            with suppress(Refused):
                give_role(row, self.place.units[which[0]], "worker", timezone.localdate())
            self.true.employed.add(which)
            self._did("comes_back_to_work")

    @rule(unit=units, lasts=st.integers(0, 10))
    def is_away(self, unit: str, lasts: int) -> None:
        if unit not in self.true.away:
            worker, colleague = (self.place.staff[unit, who] for who in (WORKER, COLLEAGUE))
            send_away(worker, self.place.units[unit], self._day(0), self._day(lasts), colleague)
            self.true.away[unit] = (self.true.today, self.true.today + lasts)
            self._did("is_away")

    @rule(unit=units, to=units, covers=kinds, lasts=days)
    def shares_by_law(self, unit: str, to: str, covers: frozenset[str], lasts: int) -> None:
        row: list[Any] = []
        said = {"basis": "OSL_10_2", "reason": "Måste.", "until": self._day(lasts)}
        if self._does(unit, MANAGER, lambda by: row.append(
            share_by_law(self.place.person, self._unit(to), sorted(covers), by=by, **said))):  # fmt: skip
            share = truth.Lawful(unit, to, covers, self.true.today, self.true.today + lasts)
            self.true.lawful.append(share)
            self.rows[id(share)] = row[0].id

    @rule(which=any_of)
    def shares_no_more(self, which: int) -> None:
        if (share := self._one(self.true.lawful, which)) and self._does(
            share.owner, MANAGER, lambda by: end_share(self.rows[id(share)], by=by)
        ):
            share.ended = True

    @rule(unit=units, to=units, covers=kinds)
    def shares_by_law_for_a_while(self, unit: str, to: str, covers: frozenset[str]) -> None:
        self.shares_by_law(unit, to, covers, 10)
        self.nobody_is_shown_more_or_less()
        self.shares_no_more(len(self.true.lawful) - 1)

    @rule(unit=units, to=units)
    def hands_over(self, unit: str, to: str) -> None:
        row: list[Any] = []
        case = self.place.cases[unit].id
        mark = f"zq{uuid4().hex[:12]}"
        if self._does(unit, WORKER, lambda by: row.append(send_handover(case, self._unit(to), mark, by=by))):
            by = next(one for one in self.true.said if self.rows[id(one)] == row[0].consent_id)
            assert self.true.may_tell(unit, to, by), f"{unit} handed the person over to {to} without basis"
            self.marks[f"handover {len(self.true.sent)}"] = mark
            self.true.sent.append(sent := truth.Sent(unit, to, by))
            self.rows[id(sent)] = row[0].id

    @rule(unit=units, kind=st.sampled_from(KINDS))
    def writes(self, unit: str, kind: str) -> None:
        if (unit, WORKER) in self.true.employed:
            self._write(unit, kind)
            self._did("writes")

    @rule()
    def ends_together(self) -> None:
        if len(self.true.said) > 3 and self._does(
            LEAD, MANAGER, lambda by: close_coordination(self.joint, "Färdigt.", by=by)
        ):
            self.true.open, self.true.team = False, set()
            for said in self.true.said:
                said.over = True

    @rule(count=st.integers(1, 15))
    def days_pass(self, count: int) -> None:
        self.place.days_pass(count)
        self.true.today += count
        self._did("days_pass")

    # Who reads.

    @invariant()
    def nobody_is_shown_more_or_less(self) -> None:
        if self.marks:
            for who in STAFF:
                self._judge(who, self.place.shown(who))

    @rule(who=staff, address=st.sampled_from(PAGES))
    def opens_a_page(self, who: truth.Staff, address: str) -> None:
        before = self.place.logged(who)
        told = self.place.opened(who, address)
        self._judge_page(who, told, f"{who} {address}")
        self._judge_log(who, told, before, address)

    @rule(who=staff, unit=units, how=st.sampled_from(["withdraw", "block"]), page=st.booleans())
    def reads_as_it_is_taken_back(self, who: truth.Staff, unit: str, how: str, page: bool) -> None:
        """On a connection of her own, while the withdrawal is under way: as before it, or as after, and after it so."""
        before, logged = self.true.readable(who), self.place.logged(who)
        look = (lambda: self.place.opened(who, PAGES[0])) if page else (lambda: self.place.shown(who))
        with Watched(look) as watched:
            began = time.monotonic()
            self.takes_it_back(len(self.true.said) - 1, unit) if how == "withdraw" else self.closes(
                unit, "", frozenset()
            )
            done = time.monotonic()
        after = self.true.readable(who)
        seen = 0
        for start, end, told in watched.readings:
            found = self._notes_on(told) if page else self._notes_of(told)  # type: ignore[arg-type]
            may = after if start > done else before if end < began else before | after
            assert found <= may, f"{who} read {found - may} without basis as {how} by {unit} came about"
            seen += page and self.place.name in told  # type: ignore[operator]
        self.place.counted.raced += len(watched.readings)
        if page:
            assert self.place.logged(who) - logged >= seen, f"{who}: {seen} pages showed the person unlogged"
            self._counted(seen)

    # By which words and rows.

    def _judge(self, who: truth.Staff, shown: Iterable[tuple[str, UUID]]) -> None:
        found, may = self._notes_of(shown), self.true.readable(who)
        assert not found - may, f"{who} reads without basis: {[self.true.notes[one] for one in found - may]}"
        assert not may - found, f"{who} is not shown: {[self.true.notes[one] for one in may - found]}"
        ids = {row for kind, row in shown if kind == "handover"}
        handed = {at for at, one in enumerate(self.true.sent) if self.rows[id(one)] in ids}
        more = handed - self.true.handed(who)
        assert not more, f"{who} reads a hand-over without basis: {[self.true.sent[at] for at in more]}"

    def _judge_page(self, who: truth.Staff, told: str, where: str) -> None:
        found = self._notes_on(told)
        assert found <= self.true.readable(who), f"{where} tells without basis"
        handed = {name for name, mark in self.marks.items() if name.startswith("handover") and mark in told}
        assert handed <= {f"handover {at}" for at in self.true.handed(who)}, f"{where} tells of a hand-over"

    def _judge_log(self, who: truth.Staff, told: str, before: int, where: str) -> None:
        if self.place.name in told or any(mark in told for mark in self.marks.values()):
            assert self.place.logged(who) > before, f"{who} {where}: shown, and not in the log"
            self._counted(1)

    def _counted(self, showed: int) -> None:
        self.place.counted.showed += showed
        self.place.counted.logged += showed

    def _notes_of(self, shown: Iterable[tuple[str, UUID]]) -> set[str]:
        return {str(row) for kind, row in shown if kind == "note" and str(row) in self.true.notes}

    def _notes_on(self, told: str) -> set[str]:
        found = set(re.findall(r"zq[0-9a-f]{12}", told))
        return {name for name, mark in self.marks.items() if mark in found and name in self.true.notes}

    def _write(self, unit: str, kind: str) -> None:
        mark = f"zq{uuid4().hex[:12]}"
        with acting(self.place.staff[unit, WORKER], self.place.units[unit]) as by:
            row = write_note(self.place.cases[unit].id, mark, by=by, category=kind)
        self.true.notes[str(row.id)], self.marks[str(row.id)] = truth.Note(unit, kind), mark

    def _does(self, unit: str, who: str, act: Callable[[Any], Any]) -> bool:
        """Whether it was done; a refusal changes nothing."""
        try:
            with transaction.atomic(), acting(self.place.staff[unit, who], self.place.units[unit]) as by:
                act(by)
        except Refused as refusal:
            self.place.counted.refused[f"{act.__qualname__.split('.')[1]} {refusal}"] += 1
            return False
        self._did(act.__qualname__.split(".")[1])
        return True

    def _did(self, name: str) -> None:
        self.place.counted.acts[name] += 1

    def _know(self, fact: object, rows: Any, **by: Any) -> None:
        with acting(self.place.staff[LEAD, WORKER], self.place.units[LEAD]):
            self.rows[id(fact)] = rows.get(**by).id

    def _one(self, facts: list[Any], which: int) -> Any:
        return facts[which % len(facts)] if facts else None

    def _unit(self, unit: str) -> UUID:
        return self.place.units[unit].pk

    def _day(self, count: int) -> Any:
        return timezone.localdate() + timedelta(days=count)
