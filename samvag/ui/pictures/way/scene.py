"""The finished picture: shapes and words with their places, which `svg` writes. No more arithmetic there."""

from dataclasses import dataclass, field

from samvag.ui.pictures.way.scale import Tick


@dataclass(slots=True)
class Text:
    """`y` is the first line's baseline, the next ones stand `step` below; `role` chooses size, weight and colour."""

    lines: tuple[str, ...]
    x: float
    y: float
    role: str = ""
    anchor: str = "start"
    step: float = 16.0


@dataclass(slots=True)
class BeadShape:
    """One bead as a link. `body` is the certain part, `pale` what is planned or goes on; `tie` a line to its
    words; `box` its left, top, right and bottom."""

    kind: str
    order: int
    href: str | None
    aloud: str
    body: str
    pale: str = ""
    inner: str = ""
    sign: tuple[float, float] | None = None
    number: Text | None = None
    words: Text | None = None
    tie: str = ""
    returned: tuple[float, float] | None = None
    sub: Text | None = None
    hit: tuple[float, float] | None = None
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(slots=True)
class Bar:
    kind: str
    title: str
    d: str
    words: Text | None = None


@dataclass(slots=True)
class Thread:
    """`style`: whole, coming, waiting or broken."""

    style: str
    d: str
    caps: str = ""
    href: str | None = None
    aloud: str = ""
    words: Text | None = None
    tie: str = ""
    sub: Text | None = None
    hit: tuple[float, float] | None = None


@dataclass(slots=True)
class Scene:
    width: float
    height: float
    title: str
    description: str
    ticks: list[Tick] = field(default_factory=list)
    grid: str = ""
    axis: str = ""
    cuts: str = ""
    now: str = ""
    ring: tuple[float, float, float] | None = None
    threads: list[Thread] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    beads: list[BeadShape] = field(default_factory=list)
    handovers: list[tuple[str, str]] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    legend: list[tuple[str, Text]] = field(default_factory=list)


def n(value: float) -> str:
    """A coordinate, short: one decimal, none when whole."""
    return f"{value:.1f}".removesuffix(".0")


def pill(x1: float, x2: float, y: float, half: float, *, left: bool = True, right: str = "round") -> str:
    """A path from x1 to x2 around the line y; the right end is round, flat or a point."""
    r = min(half, (x2 - x1) / 2)
    top, bottom, arc = n(y - half), n(y + half), f"{n(r)} {n(half)} 0 0 "
    start = f"M{n(x1 + r)} {top}" if left else f"M{n(x1)} {top}"
    close = f"H{n(x1 + r)}A{arc}1 {n(x1 + r)} {top}Z" if left else f"H{n(x1)}Z"
    if right == "round":
        return f"{start}H{n(x2 - r)}A{arc}1 {n(x2 - r)} {bottom}{close}"
    if right == "point":
        return f"{start}H{n(x2 - 9)}L{n(x2)} {n(y)}L{n(x2 - 9)} {bottom}{close}"
    return f"{start}H{n(x2)}V{bottom}{close}"


def upright(x: float, y1: float, y2: float, half: float) -> str:
    """A pill that stands, from y1 down to y2 around the line x."""
    a, b, arc = n(x - half), n(x + half), f"{n(half)} {n(half)} 0 0 1 "
    return f"M{a} {n(y1 + half)}A{arc}{b} {n(y1 + half)}V{n(y2 - half)}A{arc}{a} {n(y2 - half)}Z"


def dots(x1: float, x2: float, y: float) -> str:
    return f"M{n(x1)} {n(y)}H{n(x2)}"
