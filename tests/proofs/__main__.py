"""`python -m tests.proofs [audit|review] …`: all when none is named; `--help` after a name says what it takes."""

import sys
from collections.abc import Callable, Sequence

from tests.harness import environment

environment.enter()

import django  # noqa: E402

django.setup()

from bench import machine  # noqa: E402
from tests.harness.database import Held  # noqa: E402
from tests.proofs import audit, review  # noqa: E402

PROOFS: dict[str, Callable[[Sequence[str]], int]] = {"audit": audit.main, "review": review.main}


def main(words: Sequence[str]) -> int:
    """Exit code 1 when something was found that must not be; figures are printed, never judged."""
    named, more = ([words[0]], words[1:]) if words and words[0] in PROOFS else (list(PROOFS), words)
    held = Held()
    try:
        print(machine.line(), flush=True)
        return max(PROOFS[name](more) for name in named)
    finally:
        held.clean = False
        held.renew()
        held.release()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
