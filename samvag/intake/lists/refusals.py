"""Why a whole file is refused: what happened, what was kept, what to do."""

from enum import StrEnum

from django.utils.translation import gettext as _

from samvag.kernel.errors import Refused


class Why(StrEnum):
    MISSING = "MISSING"
    EMPTY = "EMPTY"
    NOT_A_LIST = "NOT_A_LIST"
    OTHER_FORMAT = "OTHER_FORMAT"
    WEB_PAGE = "WEB_PAGE"
    PASSWORD = "PASSWORD"  # noqa: S105 - a reason, not a secret
    DAMAGED = "DAMAGED"
    TOO_BIG = "TOO_BIG"
    BOMB = "BOMB"
    TOO_MANY_ROWS = "TOO_MANY_ROWS"
    FAR_CELLS = "FAR_CELLS"
    TOO_HEAVY = "TOO_HEAVY"
    ENCODING = "ENCODING"
    NO_HEADERS = "NO_HEADERS"
    NO_ROWS = "NO_ROWS"


class ListRefused(Refused):
    """Nothing of the file was read in. `why` is for machines, the sentence for people."""

    def __init__(self, why: Why, **facts: object) -> None:
        happened, to_do = _sentences(why)
        super().__init__(" ".join([happened % facts, _("Inget har lästs in."), to_do % facts]))
        self.why = why


def _sentences(why: Why) -> tuple[str, str]:
    return (_not_a_list() | _too_much() | _unreadable())[why]


def _not_a_list() -> dict[Why, tuple[str, str]]:
    save = _("Öppna listan i Excel eller LibreOffice och spara den som .xlsx.")
    return {
        Why.MISSING: (
            _("Filen gick inte att öppna: %(reason)s."),
            _("Kontrollera sökvägen och försök igen."),
        ),
        Why.EMPTY: (_("Filen är tom."), _("Välj den fil som har listan.")),
        Why.NOT_A_LIST: (
            _("Filen är inte en lista, fast namnet säger det: den ser ut som %(looks)s."),
            _("Välj den fil som har listan, som .xlsx, .xls, .ods eller .csv."),
        ),
        Why.OTHER_FORMAT: (_("Filen har formatet %(looks)s, som inte läses här."), save),
        Why.WEB_PAGE: (_("Filen är en webbsida som har fått ett namn som en lista."), save),
        Why.NO_HEADERS: (
            _("Ingen rad med rubriker kändes igen i bladet ”%(sheet)s”. Överst står: %(seen)s."),
            _("Skriv rubriker över kolumnerna, till exempel Personnummer, Insats och Startdatum."),
        ),
        Why.NO_ROWS: (
            _("Listan har rubriker men inga rader under dem."),
            _("Välj den fil som har raderna."),
        ),
    }


def _too_much() -> dict[Why, tuple[str, str]]:
    split = _("Dela listan i flera filer och läs in dem en i taget.")
    return {
        Why.TOO_BIG: (_("Filen är %(size)s MB; mer än %(most)s MB läses inte."), split),
        Why.TOO_MANY_ROWS: (_("Listan har fler än %(most)s rader."), split),
        Why.BOMB: (
            _("Filen är packad så att den blir orimligt stor när den öppnas (mer än %(most)s MB)."),
            _("Öppna listan i Excel, kopiera raderna till en ny fil och spara den."),
        ),
        Why.FAR_CELLS: (
            _("Bladet har ifyllda celler ända bort till %(cell)s, så det blir för stort att läsa."),
            _("Ta bort det som står långt utanför listan, spara och försök igen."),
        ),
        Why.TOO_HEAVY: (_("Filen tog för mycket minne eller tid att läsa."), split),
    }


def _unreadable() -> dict[Why, tuple[str, str]]:
    return {
        Why.PASSWORD: (
            _("Filen är skyddad med lösenord."),
            _("Öppna den i Excel, ta bort lösenordet, spara och försök igen."),
        ),
        Why.DAMAGED: (
            _("Filen är skadad och går inte att läsa."),
            _("Öppna den i Excel och spara den på nytt, eller hämta den igen där den kom ifrån."),
        ),
        Why.ENCODING: (
            _("Texten i filen har en teckenkodning som inte känns igen (rad %(row)s)."),
            _("Spara listan som .xlsx, eller som csv i UTF-8."),
        ),
    }
