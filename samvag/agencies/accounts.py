"""Login, through allauth: nobody signs up by themselves, and a login leads to the person of staff and a unit."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Accounts(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def remember_staff(request: HttpRequest, user: Any, **_: Any) -> None:
    """At login: who of the staff this account is, and the one unit when there is only one to choose."""
    from samvag.agencies.queries import places_of_account

    staff, units = places_of_account(user.pk)
    if staff:
        request.session["staff"] = str(staff)
    if len(units) == 1:
        request.session["unit"] = str(units[0])
