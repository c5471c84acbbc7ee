from allauth.account import urls as of_accounts
from allauth.account.decorators import reauthentication_required
from allauth.usersessions.views import list_usersessions
from django.urls import include, path

from samvag.config import health, language, metrics

#: Accounts have no mail address here, so the package's pages about one are not opened.
ABOUT_MAIL = {"account_email", "account_email_verification_sent", "account_confirm_email"}

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("sprak/", language.choose, name="choose_language"),
    path("", include("samvag.drafts.urls")),
    path("", include("samvag.agencies.urls")),
    path("", include("samvag.agencies.eid.urls")),
    path("", include("samvag.people.urls")),
    path("", include("samvag.consents.urls")),
    path("", include("samvag.cases.urls")),
    path("", include("samvag.intake.urls")),
    path("", include("samvag.followup.urls")),
    path("", include("samvag.rights.urls")),
    path("", include("samvag.desk.urls")),
    path("", include("samvag.my_way.urls")),
    path("konto/", include([one for one in of_accounts.urlpatterns if one.name not in ABOUT_MAIL])),
    path("konto/mfa/", include("samvag.agencies.own_ways")),  # before the package's, of the same names
    path("konto/mfa/", include("allauth.mfa.urls")),
    path(
        "konto/inloggad/",
        reauthentication_required(list_usersessions, allow_get=True),
        name="usersessions_list",
    ),
]

handler403, handler404, handler500 = (
    f"samvag.ui.views.{name}" for name in ("forbidden", "not_found", "failed")
)
