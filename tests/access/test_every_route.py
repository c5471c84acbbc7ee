"""Every address, by everybody and in every way: some of what `make prove routes` asks; a new route needs its row."""

from random import Random

from django.http import HttpResponse

from tests.guards.routes import Route
from tests.proofs import routes as proof
from tests.proofs.routes import Asked, Visitor, cast, table

SOME = 900


def test_every_route_has_its_row_and_every_row_its_route():
    assert proof.unknown() == []
    assert proof.gone() == []


def test_a_route_without_a_row_is_found(monkeypatch):
    monkeypatch.delitem(table.TABLE, "cases:week")
    assert proof.unknown() == ["cases:week"]


def test_the_answers_are_those_of_the_table(story):
    scene = cast.staged()
    every = list(proof.requests(scene))
    assert len(every) > 50_000
    wrong, statuses = proof.run(Random().sample(every, SOME))
    assert wrong == []
    assert {200, 302, 403, 404, 405} <= set(statuses)


def judged(status: int, told: str = "", **facts) -> str:
    """What is said of such an answer to a GET of the person's page by somebody of another unit."""
    visitor = Visitor("another unit's worker", None, frozenset({table.WORKER}), **facts)
    response = HttpResponse(status=status)
    response.told = told
    return proof.judged(
        Asked(visitor, Route("desk:person", "", ("card",), None), "GET", "/people/x/"), response
    )


def test_an_answer_that_should_not_be_is_seen():
    """Else the test above would prove nothing."""
    assert judged(404) == ""
    assert "expected [404]" in judged(200)
    assert "another unit's" in judged(404, f"Hej {cast.MARK}")
    assert "no consent" in judged(200, cast.HIDDEN, own=None, may_read=True)
    assert judged(200, cast.MARK + cast.HIDDEN, ours=True, part=True) == ""
    assert "expected [404]" in judged(200, ours=True)
