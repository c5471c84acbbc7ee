"""Form fields in our own markup: every kind, its words, and what the reader is told."""

from xml.etree import ElementTree

import pytest
from django import forms
from django.template import engines

from samvag.ui.fields import described
from tests.ui.gallery.facts import Everything

env = engines["jinja2"].env  # type: ignore[attr-defined]


def drawn(form: forms.Form, name: str, **more: object) -> ElementTree.Element:
    template = env.from_string(
        '{% from "ui/components/form.html" import field %}<r>{{ field(f[name], **more) }}</r>'
    )
    html = template.render(f=form, name=name, more=more)
    for alone in ("required", "checked", "selected", "disabled", "multiple"):
        html = html.replace(f" {alone}", f' {alone}="{alone}"')
    for empty in ("input",):
        parts = html.split(f"<{empty}")
        html = parts[0] + "".join(f"<{empty}" + part.replace(">", "/>", 1) for part in parts[1:])
    return ElementTree.fromstring(html)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("name", "text"),
        ("who", "select"),
        ("due", "date"),
        ("at", "time"),
        ("how", "radios"),
        ("shares", "checkboxes"),
        ("hours", "number"),
        ("note", "textarea"),
        ("file", "file"),
        ("reached", "checkbox"),
    ],
)
def test_every_kind_of_field_is_known(name: str, kind: str) -> None:
    assert described(Everything()[name]).kind == kind


@pytest.mark.parametrize("name", [name for name in Everything().fields if name not in ("how", "shares")])
def test_a_label_belongs_to_its_field(name: str) -> None:
    root = drawn(Everything(), name)
    label = root.find(".//label")
    assert label is not None
    assert any(element.get("id") == label.get("for") for element in root.iter())


def test_a_fault_is_said_at_the_field_and_tied_to_it() -> None:
    root = drawn(Everything({"name": ""}), "name")
    field = root.find(".//input")
    assert field is not None
    fault = next(element for element in root.iter() if element.get("id") == "id_name-fault")
    assert field.get("aria-invalid") == "true"
    assert "id_name-fault" in (field.get("aria-describedby") or "")
    assert (fault.text or "").strip()


def test_what_was_typed_stays_when_something_else_is_wrong() -> None:
    root = drawn(Everything({"note": "Vill <b>prova</b>"}), "note")
    area = root.find(".//textarea")
    assert area is not None
    assert (area.text or "").strip() == "Vill <b>prova</b>"


def test_a_chosen_option_stays_chosen() -> None:
    root = drawn(Everything({"how": "b", "shares": ["c", "w"]}), "shares")
    chosen = [element.get("value") for element in root.iter("input") if element.get("checked")]
    assert chosen == ["c", "w"]


def test_a_password_is_never_sent_back() -> None:
    class Login(forms.Form):
        word = forms.CharField(widget=forms.PasswordInput(render_value=True))

    assert described(Login({"word": "hemligt"})["word"]).value == ""


def test_it_says_that_the_person_may_read_and_why_it_is_asked() -> None:
    text = "".join(drawn(Everything(), "note", person_may_read=True, why="Så att nästa vet.").itertext())
    assert "Personen kan läsa det du skriver här." in text
    assert "Varför frågar vi?" in text
    assert "Så att nästa vet." in text


def test_placeholders_are_left_out() -> None:
    class Asked(forms.Form):
        code = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Kod", "inputmode": "numeric"}))

    assert dict(described(Asked()["code"]).attributes) == {"inputmode": "numeric"}
