"""Swedish in the code, English complete beside it."""

import pytest
from babel.messages.catalog import Catalog

from tests.guards import translations

HELLO = "Hej %(name)s"


def catalogue(**sentences: str) -> Catalog:
    made = Catalog(locale="en")
    made.add(HELLO, **sentences)
    return made


def test_everything_is_said_in_english_too():
    assert translations.faults(translations.said(), translations.english()) == []


def test_what_is_said_is_found_in_code_and_templates():
    where = {file for message in translations.said() for file, _line in message.locations}
    assert any(file.endswith(".py") for file in where)
    assert any(file.endswith(".html") for file in where)


@pytest.mark.parametrize(
    ("english", "fault"),
    [
        ({"string": "Hello %(name)s"}, None),
        ({"string": ""}, "has no English"),
        ({"string": "Hello %(person)s"}, "names other facts in English"),
        ({"string": "Hello %(name)s", "flags": ["fuzzy"]}, "is marked fuzzy"),
    ],
)
def test_a_sentence(english, fault):
    expected = [f"{HELLO!r} {fault}"] if fault else []
    assert translations.faults(catalogue(), catalogue(**english)) == expected


def test_a_sentence_that_is_not_there_at_all_is_found():
    assert translations.faults(catalogue(), Catalog(locale="en")) == [f"{HELLO!r} has no English"]
