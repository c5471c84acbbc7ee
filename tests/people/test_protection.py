"""What each value of protection means, as a table."""

from types import SimpleNamespace

import pytest

from samvag.people.policy import may_be_messaged
from samvag.people.protection import SAID, TREATMENTS, treatment_of
from samvag.people.terms import PROTECTION


def test_every_value_has_its_treatment():
    assert [*TREATMENTS] == [code for code, _words in PROTECTION]


def test_every_fact_is_said_in_words():
    facts = [name for name in treatment_of("INGEN")._fields if name not in ("code", "forbidden")]
    assert [*SAID] == facts


@pytest.mark.parametrize(
    ("protection", "messaged"),
    [("INGEN", True), ("SEKRETESSMARKERING", False), ("SKYDDAD", False), ("NÅGOT NYTT", False)],
)
def test_nobody_protected_gets_mail_or_sms(protection, messaged):
    decision = may_be_messaged(SimpleNamespace(protection=protection))
    assert decision.allowed is messaged
    assert messaged or "Skatteverket" in decision.reason
