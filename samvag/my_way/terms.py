"""The fixed words of Min väg."""

from django.utils.translation import gettext_lazy as _

from samvag.kernel.categories import Category

WAITING, YES, NO, TAKEN_BACK = "WAITING", "YES", "NO", "TAKEN_BACK"
STATES = [
    (WAITING, _("Väntar på svar")),
    (YES, _("Personen sa ja")),
    (NO, _("Personen sa nej")),
    (TAKEN_BACK, _("Frågan togs tillbaka")),
]
#: A question lives so long.
DAYS_TO_ANSWER = 30

#: What a kind of facts is, as one says it to the person whose they are.
ABOUT = {
    Category.CONTACT: _("hur man når dig, och när ni har hörts av"),
    Category.LIVELIHOOD: _("vad du lever på"),
    Category.EDUCATION: _("din utbildning"),
    Category.WORK: _("arbete och praktik"),
    Category.HEALTH: _("din hälsa"),
    Category.DISABILITY: _("funktionsnedsättning"),
    Category.SOCIAL: _("hur du har det i livet"),
    Category.HOUSING: _("hur du bor"),
    Category.ECONOMY: _("pengar och skulder"),
    Category.PLANNING: _("din planering"),
    Category.ABSENCE: _("frånvaro"),
    Category.GRADES: _("betyg"),
    Category.ASSESSMENT: _("bedömningar om dig"),
}

#: What a yes is about, said to the person.
KINDS = {
    "INFO_EXCHANGE": _("Att de får berätta för varandra"),
    "FINSAM_FOLLOWUP": _("Att ditt namn följer med när insatsen följs upp"),
    "SIP": _("Att göra en plan tillsammans med dig"),
    "PHOTO_MEDIA": _("Bild och film på dig"),
    "SURVEY_CONTACT": _("Att de hör av sig efteråt"),
    "NEXT_OF_KIN_CONTACT": _("Att de pratar med någon som står dig nära"),
    "EMPLOYER_CONTACT": _("Att de pratar med en arbetsgivare"),
    "SCHOOL_HANDOVER": _("Att skolan berättar för den som tar vid"),
}
HOW = {
    "SKRIFTLIGT": _("Du sa ja skriftligt."),
    "BANKID": _("Du sa ja med e-legitimation."),
    "MUNTLIGT_DOKUMENTERAT": _("Du sa ja när ni pratade, och det skrevs ner."),
}
BY_OTHERS = {
    "VARDNADSHAVARE": _("Din vårdnadshavare svarade."),
    "GOD_MAN": _("Din gode man svarade."),
}
#: Where a yes in Min väg is kept.
PLACE = "Min väg"
