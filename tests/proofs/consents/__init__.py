"""A person's consents by chance: given, narrowed, taken back, blocked, handed over, while everybody reads."""

from argparse import ArgumentParser
from collections.abc import Sequence

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.proofs.consents.life import Life
from tests.proofs.consents.place import Counted, settled


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser("consents")
    parser.add_argument("--examples", type=int, default=300, help="lives of persons")
    parser.add_argument("--steps", type=int, default=40, help="things that happen in each, at most")
    given = parser.parse_args(words)
    try:
        found, wrong = prove(given.examples, given.steps), 0
    except AssertionError as fault:
        print("WRONG", fault)
        return 1
    print(
        f"{found.lives:,} lives, {sum(found.acts.values()):,} things done: {dict(found.acts.most_common())}"
    )
    print(f"refused: {sum(found.refused.values()):,}", *found.refused.most_common(12), sep="\n  ")
    print(f"readings: {found.reads + found.pages:,}, of which {found.raced:,} beside a withdrawal or a spärr")
    print(f"without basis at that instant: {wrong} (goal 0)")
    print(f"pages that showed the person: {found.showed:,}, of which in the log {found.logged:,}", flush=True)
    return 0


def prove(examples: int, steps: int) -> Counted:
    """Raises AssertionError, with the life in which somebody was shown more or less than there was a basis for."""
    place = settled()
    machine = type("OneLife", (Life,), {"place": place})
    checks = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, database=None, print_blob=False,
        suppress_health_check=list(HealthCheck), report_multiple_bugs=False, phases=[Phase.generate],
    )  # fmt: skip
    try:
        run_state_machine_as_test(machine, settings=checks)
    finally:
        place.owner.close()
    return place.counted
