"""Nobody acts as somebody else: no route, no call and no session that says so."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.urls import get_resolver

from tests.guards.playing import logins, routes_that_play, tellings, those_who_play
from tests.guards.routes import routes_of

ALL = list(routes_of(get_resolver().url_patterns))


def test_nobody_is_logged_in_past_the_flow():
    assert those_who_play() == []


def test_no_route_plays_somebody_and_no_app_does():
    assert routes_that_play(ALL) == []
    assert not [
        app for app in settings.INSTALLED_APPS if "hijack" in app or "impersonate" in app or app == "su"
    ]


@pytest.mark.parametrize(
    "text", ["login(request, user)", "auth.login(request, user)", "client.force_login(eva)"]
)
def test_a_call_that_logs_in_is_found(text):
    assert list(logins(text))


@pytest.mark.parametrize("key", ["staff", "_auth_user_id", "level"])
def test_a_session_that_is_told_who_it_is_is_found(key):
    assert list(tellings(f"request.session['{key}'] = other"))
    assert not list(tellings("request.session['unit'] = other"))


@pytest.mark.parametrize("path", ["su/<int:user>/", "hijack/", "admin/become/<uuid:staff>/"])
def test_a_route_that_plays_is_found(path):
    assert routes_that_play([replace(ALL[0], path=path)])
