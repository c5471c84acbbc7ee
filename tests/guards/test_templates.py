"""Templates fail on what they do not know, and hold nothing that the content security policy would stop."""

import pytest
from django.template import engines
from jinja2 import UndefinedError

from tests.guards import templates
from tests.guards.source import PROGRAM

BROKEN = {
    "a script within the page": "<script>alert(1)</script>",
    "a style within the page": "<style>b { color: red }</style>",
    "a style attribute": '<b class="x" style="color: red">',
    "an event attribute": '<button onclick="go()">',
    "something from another server": '<script src="https://example.com/x.js"></script>',
    "unescaped text": "{{ name | safe }}",
}
ALLOWED = """<script src="/static/ui/x.js" defer></script><b class="style"> {{ name }} on = 1</b>
    <script type="application/json">{}</script><a href="https://example.com/">"""


def test_nothing_is_inline():
    assert not templates.faulty()


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_inline_is_found(what):
    assert what in " ".join(templates.faults("made_up.html", BROKEN[what]))


def test_what_is_meant_is_not():
    assert not templates.faults("made_up.html", ALLOWED)


def test_an_unknown_name_fails():
    with pytest.raises(UndefinedError):
        engines["jinja2"].env.from_string("{{ nobody }}").render()


def test_so_does_an_unknown_attribute():
    with pytest.raises(UndefinedError):
        engines["jinja2"].env.from_string("{{ somebody.nothing }}").render(somebody=object())


def test_every_template_compiles():
    env = engines["jinja2"].env
    assert templates.files()
    for file in templates.files():
        env.get_template(str(file).partition("/jinja2/")[2])


def test_pages_are_jinja2_only():
    assert not list(PROGRAM.glob(f"*/{templates.ELSEWHERE}/**/*.html"))
