"""What the log's entries say in plain words: which page, which act, and on what ground."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

READ, EXPORT = "read", "export"

#: Why a person was shown, as `access_grounds` finds it. Empty is an entry from before it was kept.
GROUNDS: Mapping[str, str] = {
    "assigned": gettext_noop("Arbetar med ärendet"),
    "cover": gettext_noop("Ersätter någon som arbetar med ärendet och är borta"),
    "unit": gettext_noop("Ansvarar för hela verksamheten"),
    "team": gettext_noop("Är med i samordningens team, med samtycke"),
    "received": gettext_noop("Har fått en överlämning eller en inbjudan"),
    "own_unit": gettext_noop("Registrerade eller sökte i den egna verksamheten"),
    "service": gettext_noop("Systemet arbetade, ingen läste"),
    "review": gettext_noop("Granskade loggen"),
    "self": gettext_noop("Personen själv"),
    "unknown": gettext_noop("Inget skäl kunde fastställas"),
    "": gettext_noop("Skälet sparades inte då"),
}

#: What each page showed, as the object of "Såg".
PAGES: Mapping[str, str] = {
    "desk:start": gettext_noop("startsidan med dagens personer"),
    "desk:caseload": gettext_noop("listan över verksamhetens personer"),
    "desk:person": gettext_noop("personens sida"),
    "desk:plan": gettext_noop("planen"),
    "desk:plan_pdf": gettext_noop("planen"),
    "people:search": gettext_noop("träffar i en sökning"),
    "people:register": gettext_noop("sidan för att registrera en person"),
    "people:card": gettext_noop("personens uppgifter"),
    "consents:list": gettext_noop("samtyckena"),
    "consents:give": gettext_noop("sidan för ett nytt samtycke"),
    "consents:withdraw": gettext_noop("sidan för att ta tillbaka ett samtycke"),
    "cases:register": gettext_noop("sidan för att registrera en person"),
    "cases:protection": gettext_noop("sidan om personens skydd"),
    "cases:open": gettext_noop("sidan för att öppna ett ärende"),
    "cases:contact": gettext_noop("kontakterna"),
    "cases:note": gettext_noop("sidan för anteckningar"),
    "cases:note_draft": gettext_noop("ett utkast till en anteckning"),
    "cases:note_journal": gettext_noop("en anteckning att föra över till en journal"),
    "cases:note_text": gettext_noop("en anteckning"),
    "cases:step": gettext_noop("sidan för ett nytt steg"),
    "cases:step_edit": gettext_noop("ett steg"),
    "cases:step_end": gettext_noop("ett steg"),
    "cases:remind": gettext_noop("en påminnelse om ett steg"),
    "cases:meeting": gettext_noop("sidan för ett nytt möte"),
    "cases:meeting_show": gettext_noop("ett möte"),
    "cases:meeting_edit": gettext_noop("ett möte"),
    "cases:meeting_cancel": gettext_noop("ett möte"),
    "cases:meeting_file": gettext_noop("ett möte"),
    "cases:attachment": gettext_noop("sidan för en ny bilaga"),
    "cases:attachment_get": gettext_noop("en bilaga"),
    "cases:attachment_remove": gettext_noop("en bilaga"),
    "cases:participation": gettext_noop("sidan för att börja i en insats"),
    "cases:uppgifter": gettext_noop("uppgifter vid start eller avslut av en insats"),
    "cases:participation_end": gettext_noop("en insats"),
    "cases:participation_correct": gettext_noop("en insats"),
    "cases:participation_misregister": gettext_noop("en insats"),
    "cases:spell": gettext_noop("sidan för väntan, praktik, jobb eller studier"),
    "cases:spell_change": gettext_noop("en period av väntan, praktik, jobb eller studier"),
    "cases:spell_end": gettext_noop("en period av väntan, praktik, jobb eller studier"),
    "cases:assign": gettext_noop("vem som har ärendet"),
    "cases:close": gettext_noop("sidan för att avsluta ärendet"),
    "cases:handover": gettext_noop("sidan för att lämna över"),
    "cases:coordination": gettext_noop("samordningen"),
    "cases:coordination_consent": gettext_noop("samordningens samtycke"),
    "cases:coordination_leave": gettext_noop("samordningen"),
    "cases:coordination_close": gettext_noop("samordningen"),
    "cases:coordination_show_out": gettext_noop("samordningen"),
    "cases:team_appoint": gettext_noop("samordningens team"),
    "cases:team_part": gettext_noop("samordningens team"),
    "cases:team_end": gettext_noop("samordningens team"),
    "cases:inbox": gettext_noop("inkomna överlämningar och inbjudningar"),
    "cases:handover_answer": gettext_noop("en överlämning"),
    "cases:invitation": gettext_noop("en inbjudan till samordning"),
    "cases:distribute": gettext_noop("ärenden att fördela"),
    "cases:move": gettext_noop("ärenden att flytta"),
    "cases:week": gettext_noop("veckans möten"),
    "rights:review": gettext_noop("listan vid en granskning av loggen"),
    "rights:review_item": gettext_noop("en läsning vid en granskning av loggen"),
    "rights:asked": gettext_noop("frågor om den egna läsningen"),
    "rights:answer": gettext_noop("en fråga om den egna läsningen"),
    "intake:list": gettext_noop("en inläst lista"),
}
ANY_PAGE = gettext_noop("en sida")

#: Acts, as `verb object`.
VERBS: Mapping[str, str] = {
    "accept": gettext_noop("Tog emot"),
    "agree": gettext_noop("Sa ja till"),
    "appoint": gettext_noop("Utsåg någon i"),
    "assign": gettext_noop("Gav någon"),
    "bring_in": gettext_noop("Läste in"),
    "cancel": gettext_noop("Ställde in"),
    "cannot": gettext_noop("Kunde inte ta emot"),
    "change": gettext_noop("Ändrade"),
    "choose": gettext_noop("Valde"),
    "close": gettext_noop("Avslutade"),
    "copied_to_journal": gettext_noop("Förde över till en journal:"),
    "correct": gettext_noop("Rättade"),
    "create": gettext_noop("Lade till"),
    "decline": gettext_noop("Tackade nej till"),
    "drop": gettext_noop("Tog bort"),
    "edit": gettext_noop("Ändrade"),
    "end": gettext_noop("Avslutade"),
    "end_name": gettext_noop("Lät inte någon längre öppna"),
    "end_part": gettext_noop("Avslutade någons del i"),
    "give": gettext_noop("Registrerade"),
    "held": gettext_noop("Höll"),
    "identify": gettext_noop("Gjorde personlig:"),
    "interpreter": gettext_noop("Ordnade tolk till"),
    "invite": gettext_noop("Bjöd in till"),
    "join": gettext_noop("Gick med i"),
    "leave": gettext_noop("Lämnade"),
    "login": gettext_noop("Loggade in som"),
    "mark": gettext_noop("Markerade som skyddad:"),
    "misregister": gettext_noop("Strök som felregistrerad:"),
    "name": gettext_noop("Lät någon öppna"),
    "not_held": gettext_noop("Noterade som inte hållet:"),
    "open": gettext_noop("Öppnade"),
    "postpone": gettext_noop("Sköt upp"),
    "refuse": gettext_noop("Registrerade nej till"),
    "register": gettext_noop("Registrerade"),
    "rekey": gettext_noop("Gav nya adresser till"),
    "remind": gettext_noop("Påminde om"),
    "remove": gettext_noop("Tog bort"),
    "reopen": gettext_noop("Öppnade igen"),
    "replace": gettext_noop("Ersatte"),
    "restore": gettext_noop("Tog tillbaka ändringen av"),
    "send": gettext_noop("Skickade"),
    "show_out": gettext_noop("Tog bort en verksamhet ur"),
    "start": gettext_noop("Började"),
    "strip": gettext_noop("Avidentifierade"),
    "take_back": gettext_noop("Tog tillbaka"),
    "unmark": gettext_noop("Tog bort skyddet från"),
    "unassign": gettext_noop("Tog ifrån någon"),
    "undo": gettext_noop("Ångrade"),
    "undo_postponement": gettext_noop("Ångrade uppskjutet:"),
    "withdraw": gettext_noop("Tog tillbaka"),
    "withdraw_category": gettext_noop("Tog tillbaka en del av"),
    "withdraw_party": gettext_noop("Tog tillbaka en del av"),
    "write": gettext_noop("Läste in från"),
}
OBJECTS: Mapping[str, str] = {
    "attachment": gettext_noop("en bilaga"),
    "card": gettext_noop("personens uppgifter"),
    "case": gettext_noop("ärendet"),
    "consent": gettext_noop("ett samtycke"),
    "contact": gettext_noop("en kontakt"),
    "coordination": gettext_noop("samordningen"),
    "finsamreport": gettext_noop("en rapport till Uppföljning Finsam"),
    "gap": gettext_noop("något att bevaka"),
    "handover": gettext_noop("en överlämning"),
    "list": gettext_noop("en lista"),
    "meeting": gettext_noop("ett möte"),
    "message": gettext_noop("ett meddelande"),
    "note": gettext_noop("en anteckning"),
    "ownway": gettext_noop("ett eget sätt att bli nådd"),
    "participation": gettext_noop("en insats"),
    "person": gettext_noop("personen"),
    "snapshot": gettext_noop("uppgifter vid start eller avslut av en insats"),
    "spell": gettext_noop("en period av väntan, praktik, jobb eller studier"),
    "step": gettext_noop("ett steg"),
}


def ground_in_words(ground: str) -> str:
    return _(GROUNDS.get(ground, GROUNDS["unknown"]))


def act_in_words(action: str, page: str) -> str:
    """`page` is the view that showed it, for what was read; an act says itself what it was."""
    if action in (READ, EXPORT):
        said = _("Såg %(what)s") if action == READ else _("Hämtade som fil: %(what)s")
        return said % {"what": _(PAGES.get(page, ANY_PAGE))}
    kind, _dot, verb = action.partition(".")
    if kind not in OBJECTS or verb not in VERBS:
        return _("Ändrade något")
    return f"{_(VERBS[verb])} {_(OBJECTS[kind])}"
