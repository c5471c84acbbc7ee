"""Documents that are handed out of a person's rights."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from samvag.ui.paper import as_pdf

EXTRACT = Path(__file__).parent / "typst" / "registerutdrag.typ"


def extract_as_pdf(content: dict[str, Any], banner: str = "") -> bytes:
    return as_pdf(EXTRACT, {**content, "words": words()}, banner)


def words() -> dict[str, str]:
    """What stands in the extract besides the facts: on paper and on the screen alike."""
    return {
        "title": _("Registerutdrag"),
        "lead": _("Det här är allt som verksamheten har om dig, den dag utdraget gjordes."),
        "made": _("Gjort"),
        "asked": _("Du bad om det"),
        "controller": _("Vem som ansvarar för uppgifterna"),
        "officer": _("Dataskyddsombud"),
        "purpose": _("Varför"),
        "kept": _("Hur länge"),
        "recipients": _("Vart uppgifter har gått, och varifrån de kom"),
        "nobody": _("Inget har lämnats till någon annan."),
        "log": _("Vem har tittat"),
        "log_lead": _("Så många gånger har verksamhetens egen personal öppnat eller ändrat dina uppgifter."),
        "month": _("Månad"),
        "readings": _("Öppnat"),
        "acts": _("Ändrat"),
        "staff": _("Hur många medarbetare"),
        "rights": _("Det här kan du göra"),
        "rectify": _("Är något fel kan du be att det rättas. Säger verksamheten nej får du skälet, och dina egna ord"
                     " står kvar bredvid."),
        "restrict": _("Du kan be att uppgifterna inte används medan det utreds, och invända mot hur de används."),
        "erase": _("Uppgifterna tas bort när verksamhetens plan för gallring säger det."),
        "complain": _("Är du inte nöjd med hur dina uppgifter hanteras kan du klaga hos"),
        "source": _("Skrivet av"),
    }  # fmt: skip
