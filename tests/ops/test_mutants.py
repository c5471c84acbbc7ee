"""The proof by faults: each fault is put into what really runs, and only a test that fails has noticed it."""

import pytest

from samvag.kernel import decisions
from tests.proofs import mutants
from tests.proofs.mutants.faults import ROOT, Fault, faults, put_in

FILE = ROOT / "samvag/kernel/decisions.py"
BELIEVED = 7


def test_a_fault_is_in_the_function_that_runs():
    """In a process of its own: here everything stays as it is."""
    wrong = [one for one in faults(FILE) if one.function == "no"]
    assert wrong
    for fault in wrong:
        assert mutants.forked(lambda fault=fault: says_otherwise(fault), 10) == BELIEVED, str(fault)
    assert decisions.no("Därför.").reason == "Därför."


def says_otherwise(fault: Fault) -> int:
    put_in(fault)
    try:
        found = decisions.no("Därför.")
        return 0 if found.reason == "Därför." and not found else BELIEVED
    except (AttributeError, TypeError):
        return BELIEVED


def breaks() -> int:
    raise RuntimeError


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda: 0, mutants.LIVED),
        (lambda: 1, mutants.NOTICED),
        (lambda: 5, mutants.NOT_TRIED),
        (breaks, mutants.NOT_TRIED),
    ],
)
def test_only_a_test_that_fails_notices(act, said):
    assert mutants.outcome(act) == said
