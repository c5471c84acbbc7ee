"""What the gallery's pages show: made-up people, and one form with every kind of field."""

from dataclasses import dataclass
from datetime import date

from django import forms

from samvag.ui.frame import Choice, Frame, Link
from samvag.ui.pictures.bars import Bar

FRAME = Frame(
    navigation=(
        Link("Idag", "#idag", current=True, count=7),
        Link("Personer", "#personer"),
        Link("Möten", "#moten", count=3),
        Link("Insatser", "#insatser"),
        Link("Lägg in lista", "#lista"),
        Link("Uppföljning", "#uppfoljning"),
        Link("Enheten", "#enheten"),
    ),
    unit="Arbetsmarknadsenheten Almby",
    units=(
        Choice("1", "Arbetsmarknadsenheten Almby", True),
        Choice("2", "Kommunala aktivitetsansvaret Almby"),
    ),
    unit_action="#enhet",
    user="Sara Berg",
    user_links=(Link("Säker inloggning", "#mfa"), Link("Mina uppgifter", "#jag")),
    logout="#ut",
    search="#sok",
    banner="Påhittade personer och siffror",
)
TABS = (
    Link("Vägen", "#1", current=True),
    Link("Kontakter", "#2", count=14),
    Link("Steg", "#3", count=3),
    Link("Insatser", "#4", count=2),
    Link("Samtycken", "#5", count=1),
    Link("Uppgifter", "#6"),
)


@dataclass(frozen=True)
class Person:
    name: str
    intervention: str
    since: date
    days: int
    next_step: str
    lead: str


NAMES = "Leila Demir,Oskar Åberg,Amina Warsame,Ludvig Öhrn,Sofia Lindqvist-Håkansson,Yusuf Kaya,Elin Norberg,Noah Ek"
STEPS = ("Trepartssamtal 10 dec", "Studiebesök 2 dec", "", "Skicka ansökan", "Uppföljning 14 jan")
PEOPLE = tuple(
    Person(
        name,
        ("Unga in", "Kugghjulet", "Ungdomsspåret")[i % 3],
        date(2026, 1 + i, 3 + 2 * i),
        12 * i + 3,
        STEPS[i % 5],
        ("Sara Berg", "Ali Holm")[i % 2],
    )
    for i, name in enumerate(NAMES.split(","))
)
GAPS = (
    (
        "Leila Demir",
        "har inget nästa steg sedan 12 dagar. Du är huvudkontakt.",
        "late",
        "Lägg till steg",
        "8 dagar sent",
        0,
    ),
    (
        "Oskar Åberg",
        "väntar på svar om praktik från Lindens förskola sedan 6 dagar.",
        "late",
        "Påminn",
        "3 dagar sent",
        2,
    ),
    ("Amina Warsame", "har inte nåtts på 31 dagar.", "soon", "Ny kontakt", "i morgon", 0),
    ("Yusuf Kaya", "saknar uppgifter vid start i Kugghjulet.", "", "Fyll i", "om 9 dagar", 0),
)
BARS = (
    Bar("Arbete", 42, "job"),
    Bar("Studier", 31, "studies"),
    Bar("Annan insats", 18),
    Bar("Sjukdom", 9, "care"),
    Bar("Flyttat", None, note="färre än 5"),
)


class Everything(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Vad ska göras?", max_length=80)
    who = forms.ChoiceField(
        label="Vem gör det?", choices=[("", "Välj"), ("Vi", [("s", "Sara Berg"), ("a", "Ali Holm")])]
    )
    due = forms.DateField(label="Senast", widget=forms.DateInput, help_text="Dagen då steget ska vara gjort.")
    at = forms.TimeField(label="Klockan", widget=forms.TimeInput, required=False)
    how = forms.ChoiceField(
        label="Hur togs kontakten?",
        choices=[("t", "Telefon"), ("b", "Besök"), ("s", "Sms")],
        widget=forms.RadioSelect,
    )
    shares = forms.MultipleChoiceField(
        label="Vad får delas?",
        choices=[("c", "Kontaktuppgifter"), ("p", "Planering"), ("w", "Arbete och praktik")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Personen väljer själv, och kan ändra sig.",
    )
    hours = forms.IntegerField(label="Timmar i veckan", required=False)
    note = forms.CharField(label="Anteckning", widget=forms.Textarea, required=False)
    file = forms.FileField(label="Fil", required=False)
    reached = forms.BooleanField(label="Personen nåddes", required=False)


class Login(forms.Form):
    login = forms.CharField()
    password = forms.CharField(widget=forms.PasswordInput)


class Code(forms.Form):
    code = forms.CharField(
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
    )


class Key(forms.Form):
    credential = forms.JSONField(widget=forms.HiddenInput)
