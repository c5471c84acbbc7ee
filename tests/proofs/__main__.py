"""`python -m tests.proofs [NAME] …`: all when none is named; `--help` after a name says what it takes.

A proof is a module or a package beside this one with a `main` that takes the words after its name.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from tests.harness import environment

environment.enter()
os.environ["SAMVAG_PACE"] = "1000000"  # a few play the work of many

import django  # noqa: E402

django.setup()

from bench import machine  # noqa: E402
from tests.harness.database import Held  # noqa: E402

HERE = Path(__file__).parent
#: What several proofs share has no `main`.
PROOFS = sorted(
    str(file.relative_to(HERE)).removesuffix(".py").removesuffix("/__init__")
    for file in (*HERE.glob("[a-z]*.py"), *HERE.glob("[a-z]*/__init__.py"))
    if "def main(" in file.read_text()
)


def main(words: Sequence[str]) -> int:
    """Exit code 1 when something was found that must not be; figures are printed, never judged."""
    named, more = ([words[0]], words[1:]) if words and words[0] in PROOFS else (PROOFS, words)
    held = Held()
    try:
        print(machine.line(), flush=True)
        return max(import_module(f"tests.proofs.{name}").main(more) for name in named)
    finally:
        held.clean = False
        held.renew()
        held.release()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
