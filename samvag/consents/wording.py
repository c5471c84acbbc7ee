"""What the pages beside the consents say before, beside and after."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Asked(NamedTuple):
    """What the page says: before, beside and after."""

    title: Any
    lead: Any
    say: Sequence[Any]
    save: Any
    done: Any
    danger: bool = False


BLOCK = Asked(
    _("Spärra uppgifter"), _("Personen stänger det som er verksamhet har skrivit för andra."),
    (
        _("Spärren går före alla samtycken, också sådana som ges senare."),
        _("Er egen verksamhet läser som förut, och det som andra redan har läst kan inte tas tillbaka."),
        _("Andra ser inte att något är spärrat."),
    ),
    _("Spärra"), _("Spärren gäller redan nu."), danger=True,
)  # fmt: skip
LIFT = Asked(
    _("Häv spärren"), "", (_("Det som samtycken öppnar syns igen för dem som samtyckena namnger."),),
    _("Häv spärren"), _("Spärren är hävd. Det som samtycken öppnar syns igen."),
)  # fmt: skip
BY_LAW = Asked(
    _("Dela med stöd av lag"),
    _("Fråga personen först. Det här är för de få fall då lagen säger att det får delas ändå."),
    (
        _("Beslutet öppnar för den andra verksamhetens team i samordningen, och bara de uppgifter du väljer."),
        _("Generalklausulen (10:27) gäller inte för socialtjänst och vård."),
        _("Regeln mot brott och felaktiga utbetalningar (10:15 a) gäller inte det här och kan inte väljas."),
        _("Personen kan se beslutet, och det antecknas som utlämnande."),
    ),
    _("Besluta"), _("Beslutet gäller nu och är antecknat."), danger=True,
)  # fmt: skip
INSIGHT = Asked(
    _("Vårdnadshavares insyn"), _("Insyn följer inte av ålder. Den prövas för den här unga och de här uppgifterna."),
    (
        _("Ju äldre och mognare den unga är, desto mer bestämmer hon eller han själv."),
        _("Båda vårdnadshavarna namnges. Säger den ena nej ges ingen insyn."),
        _("Insynen slutar senast dagen innan 18-årsdagen."),
    ),
    _("Besluta"), _("Beslutet om insyn gäller nu."),
)  # fmt: skip
DISCLOSE = Asked(
    _("Anteckna utlämnande"), _("Det du har sagt, skickat eller sagt nej till utanför Samväg."),
    (_("Det som delas i Samväg antecknas av sig självt."),), _("Anteckna"), _("Antecknat."),
)  # fmt: skip
