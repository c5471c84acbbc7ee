"""The words of the tables, with the definitions that stand beside them."""

from django.utils.translation import gettext_lazy as _

SPLITS = [
    ("intervention", _("Insats")),
    ("sex", _("Kön")),
    ("municipality", _("Kommun")),
]

#: Domain reference 1.6: work first, then studies, then actively seeking who does neither.
OCCUPATIONS = [
    ("WORK", _("Arbetar")),
    ("STUDIES", _("Studerar")),
    ("SEEKING", _("Söker arbete aktivt")),
    ("OTHER", _("Övriga")),
    ("MISSING", _("Uppgift saknas")),
]

DEFINITIONS = [
    _(
        "Räknar deltaganden som avslutats under året, utan felregistreringar och personer med skyddade uppgifter."
    ),
    _(
        "Den som både arbetar och studerar räknas som arbetar. Söker arbete gör den som varken arbetar eller studerar."
    ),
    _("Uppgift saknas räknas för sig och ingår inte i procenten."),
    _("En person kan ha flera försörjningar, så de kan bli fler än antalet deltaganden."),
    _("Antal under fem visas inte, och inte heller tal som skulle avslöja dem. De står som ··."),
]

BOARD_DEFINITION = _(
    "Till arbete eller studier: deltaganden som avslutats med arbete eller studier som orsak, eller där personen"
    " arbetar eller studerar enligt uppgifterna vid avslut. Väntan: mediandagar från att ärendet öppnades till start."
)
