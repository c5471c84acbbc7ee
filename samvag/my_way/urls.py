"""Min väg: a person's own pages about herself, and where a unit asks her something."""

from django.urls import path

from samvag.my_way.views import asking, consents, contact, entrance, looked, proving, start

app_name = "my_way"
urlpatterns = [
    path("min-vag/", start.start, name="start"),
    path("min-vag/logga-in/", entrance.login, name="login"),
    path("min-vag/kod/", entrance.code, name="code"),
    path("min-vag/logga-ut/", entrance.logout, name="logout"),
    path("min-vag/samtycken/", consents.consents, name="consents"),
    path("min-vag/samtycken/<uuid:consent>/", consents.consent, name="consent"),
    path("min-vag/samtycken/<uuid:consent>/igen/", consents.again, name="again"),
    path("min-vag/fragor/<uuid:asked>/", consents.question, name="question"),
    path("min-vag/tittat/", looked.looked, name="looked"),
    path("min-vag/kontakt/", contact.contact, name="contact"),
    path("min-vag/kontakt/ta-bort/", contact.drop, name="contact_drop"),
    path("min-vag/kontakt/prova/", contact.prove, name="contact_prove"),
    path("min-vag/kontakt/prova/skicka/", contact.prove_send, name="contact_prove_send"),
    path("people/<uuid:card>/min-vag/", asking.asked, name="asked"),
    path("people/<uuid:card>/min-vag/fraga/", asking.ask, name="ask"),
    path("people/<uuid:card>/min-vag/prova/", proving.prove, name="prove"),
    path("people/<uuid:card>/min-vag/prova/skicka/", proving.prove_send, name="prove_send"),
    path("people/<uuid:card>/min-vag/<uuid:asked>/ta-tillbaka/", asking.take_back, name="ask_take_back"),
]
