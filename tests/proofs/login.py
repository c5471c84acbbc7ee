"""Logins that must be refused: each is tried against real providers, and nothing of it is left or written down."""

import logging
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack

from django.db import transaction

from tests.login import passkeys
from tests.login.eid import PERSONAL, Brokers, Scene, brokers, scene
from tests.login.judging import faults_of
from tests.login.negatives import ATTEMPTS
from tests.proofs.silence import Heard


def main(words: Sequence[str]) -> int:
    parser = ArgumentParser("login")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args(words)
    wrong: Counter[str] = Counter()
    kinds = Counter(name.partition(":")[0] for name in ATTEMPTS)
    with brokers() as both:
        true = sum(tried_truly(both))
        for _nth in range(given.rounds):
            for name in ATTEMPTS:
                for fault in tried(both, name):
                    wrong[f"{name}: {fault}"] += 1
    for line, times in wrong.items():
        print(f"NOT REFUSED {line} ({times})")
    print("logins that must be refused:", ", ".join(f"{kind} {count}" for kind, count in kinds.items()))
    print(
        f"tried: {len(ATTEMPTS)} (goal 40), {given.rounds} times each; "
        f"let in, broken or without words: {wrong.total()} (goal 0); true logins beside them that came in: {true} of 2",
        flush=True,
    )
    return 1 if wrong or true != 2 else 0


def tried(both: Brokers, name: str) -> list[str]:
    """Everything undone afterwards."""
    with ExitStack() as undone:
        for alias in ("default", "auth"):
            undone.enter_context(transaction.atomic(using=alias))
        heard = undone.enter_context(Heard(logging.getLogger()))
        with scene(both) as there:
            found = faults_of(*ATTEMPTS[name](there))
        found += [f"written down: {one}" for one in PERSONAL if one in heard.text]
        for alias in ("default", "auth"):
            transaction.set_rollback(True, using=alias)
    return found


def by_eid(there: Scene) -> bool:
    return there.browser().comes().status_code == 302


def by_passkey(there: Scene) -> bool:
    return passkeys.enters(there)[0].is_in


def tried_truly(both: Brokers) -> list[bool]:
    """By e-ID and by passkey: what the others are near misses of."""
    came = []
    for comes in (
        lambda there: there.browser().comes("kommun").status_code == 302,
        lambda there: passkeys.enters(there)[0].is_in,
    ):
        with ExitStack() as undone:
            for alias in ("default", "auth"):
                undone.enter_context(transaction.atomic(using=alias))
            with scene(both) as there:
                came.append(comes(there))
            for alias in ("default", "auth"):
                transaction.set_rollback(True, using=alias)
    return came
