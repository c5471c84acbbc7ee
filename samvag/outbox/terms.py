"""The fixed words of what is sent to persons."""

from django.utils.translation import gettext_lazy as _

SMS, EMAIL, MEETING = "SMS", "EMAIL", "VISIT"
#: What a person can choose for herself in Min väg.
OWN_CHANNELS = [
    (SMS, _("Sms")),
    (EMAIL, _("E-post")),
    (MEETING, _("Inga meddelanden, bara när vi träffas")),
]

WAITING, SENT, IN_PERSON, FAILED = "WAITING", "SENT", "IN_PERSON", "FAILED"
STATES = [
    (WAITING, _("Väntar på att skickas")),
    (SENT, _("Skickat")),
    (IN_PERSON, _("Behöver berättas på plats: det finns inget tryggt sätt att skicka")),
    (FAILED, _("Gick inte att skicka: berätta på plats")),
]

#: What is sent. Never a unit, a name or a matter: somebody else may read it over her shoulder.
NEWS = _("Du har ett meddelande i Min väg.")
CODE = _("Din kod till Min väg: %(code)s. Den gäller i 10 minuter. Ge den inte till någon.")
PROOF = _(
    "Kod för att pröva att det kommer fram: %(code)s. Den gäller i 10 minuter och loggar inte in någon."
)
MAIL_SUBJECT = _("Min väg")
