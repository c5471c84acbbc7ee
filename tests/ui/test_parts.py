"""One address, the whole page or a part; addresses that carry what a list is filtered by; strict templates."""

from datetime import date

import pytest
from django.template import engines
from django.test import RequestFactory
from jinja2 import UndefinedError

from samvag.ui import frame, links, parts, views
from samvag.ui.pictures.way import Way

env = engines["jinja2"].env  # type: ignore[attr-defined]
TEMPLATE = "ui/confirm.html"
CONTEXT = {"title": "Ta bort?", "text": "Steget <tas> bort.", "confirm": "Ta bort", "cancel": "/"}


def request(path: str = "/", **headers: str):
    return RequestFactory().get(path, headers=headers)


def test_a_browser_gets_the_whole_page() -> None:
    answer = parts.show(request(), TEMPLATE, CONTEXT, part="content")
    assert "<html" in answer.content.decode()
    assert "HX-Request" in answer["Vary"]


def test_htmx_gets_the_same_part_that_the_page_holds() -> None:
    page = parts.show(request(), TEMPLATE, CONTEXT, part="content").content.decode()
    part = parts.show(request(**{"HX-Request": "true"}), TEMPLATE, CONTEXT, part="content").content.decode()
    assert "<html" not in part
    inner = part[part.index("<p>") : part.index("</p>") + 4]
    assert inner in page
    assert "csrfmiddlewaretoken" in part


def test_going_back_in_history_gets_the_whole_page() -> None:
    headers = {"HX-Request": "true", "HX-Request-Type": "full"}
    assert b"<html" in parts.show(request(**headers), TEMPLATE, CONTEXT, part="content").content


def test_words_from_outside_are_escaped() -> None:
    assert "Steget &lt;tas&gt; bort." in parts.show(request(), TEMPLATE, CONTEXT).content.decode()


def test_an_unknown_name_in_a_template_stops_it() -> None:
    with pytest.raises(UndefinedError):
        env.from_string("{{ nothing_of_that_name }}").render()


@pytest.mark.parametrize(
    ("path", "changes", "query"),
    [
        ("/?i=unga&page=3", {"sort": "name"}, "?i=unga&sort=name"),
        ("/?i=unga&page=3", {"page": 4}, "?i=unga&page=4"),
        ("/?i=unga", {"i": None}, "?"),
        ("/?a=1&a=2", {"sort": "-days"}, "?a=1&a=2&sort=-days"),
    ],
)
def test_a_link_keeps_the_filters_and_starts_at_page_one(path: str, changes: dict, query: str) -> None:
    assert links.changed_query(request(path), **changes) == query


@pytest.mark.parametrize(
    ("tags", "path"),
    [
        ("undo:/bevaka/angra/7", "/bevaka/angra/7"),
        ("safe", ""),
        (None, ""),
        ("undo://elsewhere.example/", ""),
    ],
)
def test_undo_leads_only_to_our_own_pages(tags: str | None, path: str) -> None:
    assert links.undo_path(tags) == path


def test_the_page_for_a_failed_server_needs_nothing() -> None:
    answer = views.failed(request())
    assert answer.status_code == 500
    assert "Det som redan var sparat är kvar" in answer.content.decode()


def test_a_refusal_says_its_own_reason() -> None:
    class Refusal(Exception):
        sentence = "Bara huvudkontakten kan lämna över."

    answer = views.forbidden(request(), Refusal())
    assert answer.status_code == 403
    assert "Bara huvudkontakten kan lämna över." in answer.content.decode()


def test_without_a_request_there_is_an_empty_frame() -> None:
    assert frame.frame_of(None) == frame.EMPTY


def test_a_way_without_beads_is_drawn_all_the_same() -> None:
    template = env.from_string('{% from "ui/components/way.html" import way %}{{ way(w) }}')
    assert "Så här ser AME vägen" in template.render(w=Way("AME", "L", date(2026, 11, 22)))
