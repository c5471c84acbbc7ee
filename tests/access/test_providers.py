"""The file that names the e-ID brokers: read whole, or refused with what is wrong and where."""

import pytest

from samvag.access.providers import Whom, read
from samvag.kernel.assurance import Level
from samvag.ops.errors import Hindered

WHOLE = """
[kommunen]
name = "Norrby kommun"
for = "staff"
issuer = "https://idp.norrby.example"
client_id = "samvag"
secret_file = "secret"
subject = "employeeNumber"
least = "high"

[kommunen.levels]
"http://id.elegnamnden.se/loa/1.0/loa3" = "substantial"
"http://id.elegnamnden.se/loa/1.0/loa4" = "high"
"""


@pytest.fixture
def file(tmp_path):
    (tmp_path / "secret").write_text("hemligt\n")

    def written(text: str) -> str:
        (tmp_path / "eid.toml").write_text(text)
        return str(tmp_path / "eid.toml")

    return written


def test_without_a_file_there_is_none():
    assert read(None) == {} == read("")


def test_it_is_read(file):
    found = read(file(WHOLE))["kommunen"]
    assert (found.whom, found.secret, found.subject, found.least) == (
        Whom.STAFF, "hemligt", "employeeNumber", Level.HIGH
    )  # fmt: skip
    assert found.wanted == "http://id.elegnamnden.se/loa/1.0/loa4"
    assert found.level("http://id.elegnamnden.se/loa/1.0/loa3") == Level.SUBSTANTIAL
    assert found.level("anything else") is found.level(None) is found.level(["x"]) is None


def test_its_secret_is_not_shown(file):
    assert "hemligt" not in repr(read(file(WHOLE)))


def test_the_secret_may_come_from_the_environment(file, monkeypatch):
    monkeypatch.setenv("OUR_SECRET", "annat")
    text = WHOLE.replace('secret_file = "secret"', 'secret_env = "OUR_SECRET"')
    assert read(file(text))["kommunen"].secret == "annat"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('issuer = "https://', 'issuer = "http://', "issuer"),
        ('for = "staff"', 'for = "all"', "for"),
        ('for = "staff"', 'for = "persons"', "number"),
        ('client_id = "samvag"', "", "client_id"),
        ('secret_file = "secret"', "", "secret"),
        ('secret_file = "secret"', 'secret_file = "nowhere"', "nowhere"),
        ('least = "high"', 'least = "highest"', "levels, least"),
        ('= "substantial"', '= "sure"', "levels, least"),
        ('least = "high"', 'least = "high"\nalgorithms = ["none"]', "algorithms"),
        ('least = "high"', 'least = "high"\nalgorithms = ["HS256"]', "algorithms"),
        ("[kommunen]", "[å/]", "går inte att läsa"),
        ("[kommunen]", "[kommunen", "går inte att läsa"),
    ],
)
def test_what_is_wrong_is_said(file, before, after, said):
    with pytest.raises(Hindered) as refused:
        read(file(WHOLE.replace(before, after, 1)))
    assert said in str(refused.value)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(Hindered):
        read(str(tmp_path / "none.toml"))
