"""Injected SQL as the application's own role: nothing of what other units have, in rows, errors or notices."""

from argparse import ArgumentParser
from collections.abc import Sequence
from random import Random, randrange

from tests.proofs.injection import reading, running
from tests.proofs.injection.running import Attempt, Robber
from tests.proofs.injection.victims import seeded

#: Where nobody acts any longer, the level of the login closes all, whatever else is open.
AFTERWARDS = "after the transaction"
#: No row is locked where nothing may be written; and nothing there is swallowed but an error.
KNOWN_BLIND = {("locked", "only read")}


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser("injection")
    parser.add_argument("--payloads", type=int, default=40_000, help="of readings, beside all other kinds")
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args(words)
    seed = randrange(10**6) if given.seed is None else given.seed
    scene, rng = seeded(), Random(seed)
    print(f"seed {seed}, {len(scene.tables)} tables, {len(scene.ids)} foreign ids")
    robber = Robber(scene)
    total, leaks = 0, []
    kinds = {
        "readings": running.readings(scene, given.payloads, rng),
        "writings, definitions, files": running.writings(scene, running.columns(scene)),
        "functions and what the server tells": running.misuses(scene, rng),
    }
    for name, attempts in kinds.items():
        counted, found = running.run(robber, attempts)
        total += counted.total()
        leaks += found
        print(f"{name}: {counted.total():,} payloads, {len(found)} that told of others", flush=True)
    apart = running.told_apart(robber, scene, rng)
    print(f"functions that answer otherwise about what others have than about what nobody has: {len(apart)}")
    texts, sent = running.stacked(robber, scene)
    print(
        f"texts of several statements: {texts}, of which the application's own cursor sends {sent} (goal 0)"
    )
    robber.close()
    _tell(leaks, apart)
    print(f"payloads: {total:,} (goal 10,000), foreign rows: {len(leaks)} (goal 0)", flush=True)
    return 1 if leaks or apart or sent else 0


def _tell(leaks: Sequence[running.Leak], apart: Sequence[str]) -> None:
    for leak in leaks[:40]:
        print(f"LEAK as {leak.attempt.who.name}: {leak.attempt.kind}: {leak.what}")
    for line in apart[:20]:
        print(f"TOLD APART {line}")


def blind(robber: Robber) -> list[str]:
    """Ways that find nothing even where every table has a policy too many: they would prove nothing."""
    scene, found = robber.scene, []
    running.unlocked(scene, True)
    for what in reading.ASKED:
        for way in reading.WAYS:
            if (
                way == AFTERWARDS
                or (what, way) in KNOWN_BLIND
                or what in reading.NEVER_TOLD
                or (what.startswith("slow") and way != "values")
            ):
                continue
            statement = reading.statement("nothing", what, way, ahead=False).replace("{t}", "cases_note")
            if not robber.tries(Attempt(what, scene.attackers[0], statement)):
                found.append(f"{what} / {way}")
    robber.lets_go()
    running.unlocked(scene, False)
    return found
