"""What is so, in plain Python and in its own words: what the person has said, who is where, and who may then read what.

Nothing here asks samvag.access or the database. Days are counted from the beginning; names are words.
"""

from dataclasses import dataclass, field

LEAD, SECOND, THIRD = "lead", "second", "third"
UNITS = (LEAD, SECOND, THIRD)
#: The third has signed that it keeps silent, which no law makes it do.
BOUND_BY_LAW = {LEAD, SECOND}
WORKER, COLLEAGUE, MANAGER = "worker", "colleague", "manager"
STAFF = tuple((unit, who) for unit in UNITS for who in (WORKER, COLLEAGUE, MANAGER))
PLANNING, CONTACT, HEALTH = "planning", "contact", "health"
KINDS = (PLANNING, CONTACT, HEALTH)
ONLY_BOUND_BY_LAW = {HEALTH}

Staff = tuple[str, str]


@dataclass
class Said:
    """A consent: who gives and who sees what until when. What is taken back is taken out of it."""

    owner: str
    first: int
    last: int
    givers: set[str]
    takers: set[str]
    kinds: set[str]
    over: bool = False

    def shares(self) -> bool:
        return bool(self.kinds) and any(giver != taker for giver in self.givers for taker in self.takers)

    def lets(self, giver: str, taker: str, kind: str) -> bool:
        return giver in self.givers and taker in self.takers and kind in self.kinds


@dataclass
class Closed:
    """A spärr. Toward nobody named it is toward all, and of no kind named of all."""

    owner: str
    toward: str
    kinds: frozenset[str]
    lifted: bool = False


@dataclass
class Lawful:
    owner: str
    to: str
    kinds: frozenset[str]
    first: int
    last: int
    ended: bool = False


@dataclass
class Sent:
    """A hand-over, by the consent that let the sender tell."""

    owner: str
    to: str
    by: Said
    taken_back: bool = False


@dataclass
class Note:
    unit: str
    kind: str


@dataclass
class Truth:
    today: int = 0
    open: bool = True
    employed: set[Staff] = field(default_factory=lambda: set(STAFF))
    has_case: set[Staff] = field(default_factory=lambda: {(unit, WORKER) for unit in UNITS})
    away: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Of which units the worker is away, from and to which day, with the colleague in her place."""
    joined: dict[str, Said | None] = field(default_factory=lambda: {LEAD: None})
    """The units whose own case is linked, and the consent that each said yes to."""
    left: set[str] = field(default_factory=set)
    team: set[Staff] = field(default_factory=set)
    said: list[Said] = field(default_factory=list)
    closed: list[Closed] = field(default_factory=list)
    lawful: list[Lawful] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    notes: dict[str, Note] = field(default_factory=dict)

    def readable(self, staff: Staff) -> set[str]:
        """The notes that she has a basis to read now."""
        return {name for name, note in self.notes.items() if self.basis(staff, note)}

    def basis(self, staff: Staff, note: Note) -> bool:
        if staff not in self.employed:
            return False
        if staff[0] == note.unit:
            return self._own(staff)
        return self._together(staff, note.unit) and (
            self._by_consent(note.unit, staff[0], note.kind) or self._by_law(note.unit, staff[0], note.kind)
        )

    def handed(self, staff: Staff) -> set[int]:
        """Hand-overs that she has a basis to read: her unit's own, or sent to it by a consent that still lets it."""
        return {
            at
            for at, one in enumerate(self.sent)
            if staff in self.employed
            and self._own(staff)
            and (staff[0] == one.owner or (staff[0] == one.to and self.may_tell(one.owner, one.to, one.by)))
        }

    def may_tell(self, owner: str, to: str, said: Said) -> bool:
        """Whether the consent lets the one hand the person over to the other."""
        return self.lives(said) and said.lets(owner, to, PLANNING) and not self._barred(owner, to, PLANNING)

    def lives(self, said: Said) -> bool:
        return not said.over and said.first <= self.today <= said.last

    def latest(self) -> Said | None:
        living = [one for one in self.said if self.lives(one)]
        return living[-1] if living else None

    def _own(self, staff: Staff) -> bool:
        unit, who = staff
        if who == MANAGER or staff in self.has_case:
            return True
        first, last = self.away.get(unit, (1, 0))
        return who == COLLEAGUE and (unit, WORKER) in self.has_case and first <= self.today <= last

    def _together(self, staff: Staff, giver: str) -> bool:
        return self.open and staff in self.team and not {staff[0], giver} & self.left

    def _by_consent(self, giver: str, taker: str, kind: str) -> bool:
        if kind in ONLY_BOUND_BY_LAW and taker not in BOUND_BY_LAW:
            return False
        if self._barred(giver, taker, kind):
            return False
        return any(
            self.lives(one) and one.lets(giver, taker, kind) and self._own_word(one, giver, taker, kind)
            for one in self.said
        )

    def _own_word(self, said: Said, giver: str, taker: str, kind: str) -> bool:
        """No unit's rows are opened by another's word alone: it wrote the consent, or joined and agreed to as much."""
        if said.owner == giver:
            return True
        agreed = self.joined.get(giver)
        return agreed is not None and (agreed is said or agreed.lets(giver, taker, kind))

    def _by_law(self, giver: str, taker: str, kind: str) -> bool:
        if not {giver, taker} <= BOUND_BY_LAW or self._barred(giver, taker, kind):
            return False
        return any(
            (one.owner, one.to) == (giver, taker)
            and kind in one.kinds
            and not one.ended
            and one.first <= self.today <= one.last
            for one in self.lawful
        )

    def _barred(self, owner: str, toward: str, kind: str) -> bool:
        return any(
            one.owner == owner
            and not one.lifted
            and one.toward in ("", toward)
            and (not one.kinds or kind in one.kinds)
            for one in self.closed
        )
