"""What is said while it runs names nobody: neither what a fault says, nor what the database says of a row."""

import json
import logging

import pytest
from django.db import IntegrityError

from samvag.config.logs import Json, Lines

NUMBER, NAME = "197109259288", "Leila Made-Up"


@pytest.fixture(autouse=True)
def in_earnest(monkeypatch):
    monkeypatch.delenv("SAMVAG_DEMO", raising=False)


def said(formatter: logging.Formatter) -> str:
    """Of a fault that came of another, as the database tells it."""
    person = NAME
    try:
        try:
            raise IntegrityError(f"duplicate key\nDETAIL: Key (number)=({NUMBER}) already exists.")
        except IntegrityError as error:
            raise ValueError(f"{person} finns redan") from error
    except ValueError:
        import sys

        fault = sys.exc_info()
    record = logging.LogRecord("django.request", logging.ERROR, "x.py", 1, "Fel på %s", ("/people/",), fault)
    return formatter.format(record)


@pytest.mark.parametrize("formatter", [Lines, Json])
def test_a_fault_is_told_without_what_it_says(formatter):
    text = said(formatter())
    assert NUMBER not in text
    assert NAME not in text
    assert "ValueError" in text
    assert "test_logs.py" in text
    assert "Fel på /people/" in text


def test_json_is_one_object_a_line_with_all_that_led_to_it():
    text = said(Json())
    assert "\n" not in text
    told = json.loads(text)
    assert (told["level"], told["from"], told["message"]) == ("error", "django.request", "Fel på /people/")
    assert told["fault"] == ["builtins.ValueError", "django.db.utils.IntegrityError"]
    assert told["where"][-1].endswith(" said")


def test_without_a_fault_there_is_none():
    told = json.loads(Json().format(logging.LogRecord("x", logging.INFO, "x.py", 1, "Hej", (), None)))
    assert set(told) == {"at", "level", "from", "message"}


def test_with_made_up_people_the_whole_of_it_is_shown(monkeypatch):
    monkeypatch.setenv("SAMVAG_DEMO", "1")
    assert NAME in said(Lines())


def test_a_page_that_breaks_says_so_without_what_it_held(anna, ame, pages, monkeypatch):
    """Through the settings' own handler, as it is served."""

    def breaks(*_args, **_kwargs):
        raise ValueError(NAME)

    monkeypatch.setattr("samvag.desk.views.start.my_people", breaks)
    client = pages(anna, ame)
    client.raise_request_exception = False
    heard = listening(monkeypatch)
    assert client.get("/").status_code == 500
    assert "GET desk:start 500" in heard[-1]
    assert NAME not in "".join(heard)


def test_an_address_that_somebody_typed_is_not_repeated(db, client, monkeypatch):
    heard = listening(monkeypatch)
    assert client.get(f"/people/{NUMBER}/").status_code == 404
    assert "GET - 404" in heard[-1]
    assert NUMBER not in "".join(heard)


def listening(monkeypatch) -> list[str]:
    """What the settings' own handler would write."""
    heard: list[str] = []
    handler = logging.getLogger().handlers[-1]
    monkeypatch.setattr(handler, "emit", lambda record: heard.append(Lines().format(record)))
    return heard
