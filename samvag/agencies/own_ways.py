"""The login package's pages about one's own second factors, where ours do otherwise."""

from typing import Any

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from samvag.agencies.reserve import make_reserve_codes, reserve_codes_left
from samvag.agencies.watching import way_changed


class MakeReserveCodes(GenerateRecoveryCodesView):
    """The answer itself shows them: nothing is kept that could show them on another page."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(**more) | {"left": reserve_codes_left(self.request.user)}

    def form_valid(self, form: Any) -> HttpResponse:
        codes = make_reserve_codes(self.request.user)
        way_changed(self.request, self.request.user, kind="recovery_codes")
        return render(self.request, "mfa/recovery_codes/index.html", {"codes": codes})


class ThenReserveCodes:
    """Whoever has none is led to making them, as soon as there is a way in that can be lost."""

    request: Any

    def get_success_url(self) -> str:
        return reverse(
            "mfa_index" if reserve_codes_left(self.request.user) else "mfa_generate_recovery_codes"
        )


class TurnOnApp(ThenReserveCodes, ActivateTOTPView):
    pass


class AddKey(ThenReserveCodes, AddWebAuthnView):
    pass


urlpatterns = [
    path("reservkoder/", MakeReserveCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("totp/activate/", TurnOnApp.as_view(), name="mfa_activate_totp"),
    path("webauthn/add/", AddKey.as_view(), name="mfa_add_webauthn"),
]
