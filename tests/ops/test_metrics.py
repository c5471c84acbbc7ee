"""Counts are for who has the key, and name pages and nothing else."""

import re

import pytest
from django.test import Client

KEY = "nyckeln"


def metrics(**headers: str) -> str | int:
    answer = Client().get("/metrics", headers=headers)
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


@pytest.fixture
def key(monkeypatch):
    monkeypatch.setenv("SAMVAG_METRICS_KEY", KEY)


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer ", "Bearer fel", f"Basic {KEY}", KEY, f"Bearer {KEY}x"]
)
def test_without_the_key_there_is_no_such_page(db, key, authorization):
    assert metrics(Authorization=authorization) == 404


@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer None"])
def test_without_a_key_set_there_is_none_either(db, monkeypatch, authorization):
    monkeypatch.delenv("SAMVAG_METRICS_KEY", raising=False)
    assert metrics(Authorization=authorization) == 404


def test_pages_are_counted_by_their_route_and_never_by_whom_they_showed(anna, ame, case, pages, key):
    leila = case(anna)
    client = pages(anna, ame)
    client.get("/")
    client.post("/people/", {"q": "197109259288"})
    client.get("/finns-inte/197109259288/")
    text = metrics(Authorization=f"Bearer {KEY}")
    assert 'samvag_request_seconds_count{method="GET",page="desk:start",status="200"}' in text
    assert "samvag_jobs_waiting" in text
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}|197109259288", text)
    assert str(leila.person_id) not in text


def test_how_old_the_newest_backup_is(db, key, monkeypatch, tmp_path):
    monkeypatch.setenv("SAMVAG_BACKUPS", str(tmp_path))
    assert "samvag_backup_age_seconds" not in metrics(Authorization=f"Bearer {KEY}")
    (tmp_path / "2026-11-22T010203Z.samvag").write_bytes(b"")
    found = re.search(
        r"^samvag_backup_age_seconds ([\d.]+)$", metrics(Authorization=f"Bearer {KEY}"), re.MULTILINE
    )
    assert found
    assert float(found[1]) < 600
