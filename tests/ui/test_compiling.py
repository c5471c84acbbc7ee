"""What templates write is what Jinja2 itself would write, only with fewer objects on the way."""

import pytest
from django.template import engines
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, override
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from samvag.ui.compiling import Templates, written

SHARP = '<b> & "it\'s"'


def drawn(text: str, **facts: object) -> str:
    return engines["jinja2"].env.from_string(text).render(**facts)


class Text(str):
    """Text that is not quite text."""


VALUES = [
    "Åsa", "", SHARP, Markup("<b>"), SafeString("<b>"), 7, None, True, gettext_lazy("Idag"), [SHARP], Text(SHARP),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_written_as_it_would_be_escaped(value: object) -> None:
    assert written(value) == str(escape(value))
    assert drawn("{{ it }}", it=value) == str(escape(value))


def test_what_a_macro_drew_is_not_escaped_again() -> None:
    assert drawn("{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(it) }}", it="<") == "<i>&lt;</i>"


def test_an_unknown_name_fails() -> None:
    with pytest.raises(UndefinedError):
        drawn("{{ nobody }}")


def test_words_are_translated_to_the_language_of_the_reader() -> None:
    assert drawn('{{ _("Idag") }}') == "Idag"
    with override("en"):
        assert drawn('{{ _("Idag") }}') != "Idag"
    assert drawn('{{ _("Idag") }}') == "Idag"


def test_what_is_put_into_words_is_escaped_and_the_words_are_not() -> None:
    assert drawn('{{ _("<b>%(name)s</b> 5 %%", name=it) }}', it="<") == "<b>&lt;</b> 5 %"
    assert drawn('{{ _("<b>5 %%</b>") }}') == "<b>5 %</b>"
    assert drawn("{% trans name=it %}<b>{{ name }}</b>{% endtrans %}", it="<") == "<b>&lt;</b>"


def test_a_template_finds_what_every_template_is_given_and_its_own() -> None:
    given = Templates()
    given.globals["here"] = "här"
    assert given.from_string("{{ here }} {{ mine }}", globals={"mine": "mitt"}).render() == "här mitt"
