"""Logins that must be refused: each is begun as a true one, and one thing is wrong. What is left is nobody."""

import time
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import override_settings

from samvag.access.context import acting_as_service
from samvag.agencies.accounts import create_account, create_accounts, current_code
from samvag.agencies.eid.actions import end_rule
from samvag.agencies.models import LoginRule, Staff
from samvag.agencies.reserve import make_reserve_codes
from samvag.simulate.setting_up import PASSWORD, totp_secret
from tests.harness.acting import acting
from tests.login.eid import WORD, Browser, Scene
from tests.login.provider import BENDS

#: The browser whose login was tried, and the answer to it.
Tried = tuple[Browser, HttpResponse]
Attempt = Callable[[Scene], Tried]
ATTEMPTS: dict[str, Attempt] = {}


def attempt(name: str) -> Callable[[Attempt], Attempt]:
    def kept(made: Attempt) -> Attempt:
        ATTEMPTS[name] = made
        return made

    return kept


def lies(name: str, provider: str = "kommun", **more: Any) -> Attempt:
    def made(there: Scene) -> Tried:
        there.brokers.lie(name, **more)
        browser = there.browser()
        return browser, browser.comes(provider)

    return made


ATTEMPTS |= {f"e-ID: {name}": lies(name) for name in BENDS if name != "truthful"}
ATTEMPTS |= {
    "e-ID: the broker says of itself that it is another": lies(
        "truthful", config={"issuer": "https://idp.example"}
    ),
    "e-ID: the broker sends our code to a place without encryption": lies(
        "truthful", config={"token_endpoint": "http://idp.example/token"}
    ),
    "e-ID: the broker promises to say who it is and does not": lies(
        "truthful", config={"authorization_response_iss_parameter_supported": True}
    ),
    "e-ID: the broker publishes no key": lies("truthful", keys=[]),
    "e-ID: the broker's key is for encryption": lies("truthful", keys=[{"use": "enc"}]),
    "e-ID: the broker has two keys of one name": lies("truthful", keys=[{}, {"n": "AQAB"}]),
    "e-ID: token and userinfo speak of different people": lies(
        "truthful", "utforligt", userinfo={"sub": "chef-1"}
    ),
    "person: the broker knows no number": lies("truthful", "utan"),
    "person: nobody here has that number": lies("truthful", "bank"),
}


def answered(there: Scene, change: Callable[[str], str], provider: str = "kommun") -> Tried:
    """The broker's answer on its way back, changed."""
    browser = there.browser()
    return browser, browser.returns(change(browser.shows(browser.begins(provider))))


def replaced(part: str, value: str) -> Callable[[str], str]:
    def change(address: str) -> str:
        before, _sep, after = address.partition(f"{part}=")
        return f"{before}{part}={value}{after[len(after.partition('&')[0]) :]}"

    return change


@attempt("e-ID: an answer without state")
def _no_state(there: Scene) -> Tried:
    return answered(there, replaced("state", ""))


@attempt("e-ID: an answer with another state")
def _other_state(there: Scene) -> Tried:
    return answered(there, replaced("state", "c29tZWJvZHllbHNl"))


@attempt("e-ID: an answer without a code")
def _no_code(there: Scene) -> Tried:
    return answered(there, lambda address: address.replace("code=", "kod="))


@attempt("e-ID: an answer with a made-up code")
def _other_code(there: Scene) -> Tried:
    return answered(there, replaced("code", "made-up"))


@attempt("e-ID: an answer that says another issuer (mix-up)")
def _mix_up(there: Scene) -> Tried:
    return answered(there, lambda address: f"{address}&iss={there.brokers.other}")


@attempt("e-ID: one broker's answer at another's address (mix-up)")
def _elsewhere(there: Scene) -> Tried:
    return answered(there, lambda address: address.replace("/kommun/", "/region/"))


@attempt("e-ID: the same answer twice in one browser")
def _twice(there: Scene) -> Tried:
    browser = there.browser()
    answer = browser.shows(browser.begins())
    browser.returns(answer)
    browser.post("/konto/logout/")
    return browser, browser.returns(answer)


@attempt("e-ID: somebody's answer in another browser (login CSRF)")
def _another_browser(there: Scene) -> Tried:
    first, other = there.browser(), there.browser()
    return other, other.returns(first.shows(first.begins()))


@attempt("e-ID: a used code in a new login")
def _used_code(there: Scene) -> Tried:
    first, other = there.browser(), there.browser()
    answer = first.shows(first.begins())
    first.returns(answer)
    code = answer.partition("code=")[2].partition("&")[0]
    return other, other.returns(replaced("code", code)(other.shows(other.begins())))


@attempt("e-ID: a stolen code in the thief's own login (PKCE)")
def _stolen_code(there: Scene) -> Tried:
    victim, thief = there.browser(), there.browser()
    code = victim.shows(victim.begins()).partition("code=")[2].partition("&")[0]
    return thief, thief.returns(replaced("code", code)(thief.shows(thief.begins(), "chef-1")))


@attempt("e-ID: the challenge taken out of the question (PKCE downgrade)")
def _no_challenge(there: Scene) -> Tried:
    browser = there.browser()
    asked = browser.begins()
    return browser, browser.returns(browser.shows(asked.replace("code_challenge", "kod_challenge")))


@attempt("e-ID: the challenge in clear (PKCE downgrade)")
def _plain_challenge(there: Scene) -> Tried:
    browser = there.browser()
    asked = browser.begins()
    return browser, browser.returns(browser.shows(asked.replace("method=S256", "method=plain")))


@attempt("e-ID: another nonce in the question")
def _other_nonce(there: Scene) -> Tried:
    browser = there.browser()
    asked = replaced("nonce", "bm9uY2Utb2YtdGhlLXRoaWVm")(browser.begins())
    return browser, browser.returns(browser.shows(asked))


@attempt("e-ID: another client in the question")
def _other_client(there: Scene) -> Tried:
    browser = there.browser()
    return browser, browser.returns(browser.shows(replaced("client_id", "somebody-else")(browser.begins())))


@attempt("e-ID: begun eleven minutes ago")
def _too_late(there: Scene) -> Tried:
    browser = there.browser()
    answer = browser.shows(browser.begins())
    real = time.time
    with patch("allauth.socialaccount.internal.statekit.time.time", lambda: real() + 660):
        return browser, browser.returns(answer)


@attempt("e-ID: interrupted at the broker")
def _denied(there: Scene) -> Tried:
    browser = there.browser()
    return browser, browser.returns(browser.shows(browser.begins(), action="deny"))


@attempt("e-ID: begun by a link")
def _by_link(there: Scene) -> Tried:
    browser = there.browser()
    return browser, browser.get("/konto/eid/kommun/")


@attempt("e-ID: begun from another site (CSRF)")
def _from_elsewhere(there: Scene) -> Tried:
    browser = there.browser(enforce_csrf_checks=True)
    return browser, browser.post("/konto/eid/kommun/")


@attempt("e-ID: a broker that nobody has named")
def _unnamed(there: Scene) -> Tried:
    browser = there.browser()
    return browser, browser.post("/konto/eid/google/")


@attempt("e-ID: laid to a login by somebody who is not logged in")
def _connects_nobody(there: Scene) -> Tried:
    browser = there.browser()
    there.rule("chef-1", staff=there.sara.pk)
    return browser, browser.comes(who="chef-1", process="connect")


@attempt("table: nobody has said that she may")
def _no_rule(there: Scene) -> Tried:
    browser = there.browser()
    return browser, browser.comes(who="chef-1")


@attempt("table: the row has ended")
def _ended_rule(there: Scene) -> Tried:
    browser = there.browser()
    browser.comes()
    with acting(there.manager, there.ame) as by:
        end_rule(LoginRule.objects.get().pk, by=by)
    later = there.browser()
    return later, later.comes()


@attempt("table: the same subject at a second broker")
def _second_broker(there: Scene) -> Tried:
    browser = there.browser()
    return browser, browser.comes("region")


@attempt("table: the same subject at a second broker, once she is known by the first")
def _second_broker_later(there: Scene) -> Tried:
    there.browser().comes()
    there.rule("anna", provider="region", staff=there.anna.pk)
    browser = there.browser()
    return browser, browser.comes("region")


@attempt("table: a row for a colleague with a password does not become her")
def _takes_over(there: Scene) -> Tried:
    there.rule("chef-1", staff=there.sara.pk)
    browser = there.browser()
    return browser, browser.comes(who="chef-1")


@attempt("table: another subject with the same value, once she is known")
def _second_subject(there: Scene) -> Tried:
    there.rule("Anna Legitimerad", claim="name", staff=there.anna.pk)
    there.browser().comes()
    browser = there.browser()
    return browser, browser.comes(who="chef-1")


@attempt("table: she has left")
def _left(there: Scene) -> Tried:
    there.browser().comes()
    with acting_as_service("setup"):
        Staff.objects.filter(id=there.anna.pk).update(active=False)
    browser = there.browser()
    return browser, browser.comes()


@attempt("table: she left before she ever came")
def _left_before(there: Scene) -> Tried:
    with acting_as_service("setup"):
        Staff.objects.filter(id=there.anna.pk).update(active=False)
    browser = there.browser()
    return browser, browser.comes()


def half_in(there: Scene) -> Browser:
    """Past the password, before the code."""
    browser = there.browser()
    browser.post("/konto/login/", {"login": "sara", "password": WORD})
    return browser


def codes(browser: Browser, code: str) -> Tried:
    return browser, browser.post("/konto/mfa/authenticate/", {"code": code})


@attempt("password: wrong")
def _wrong_word(there: Scene) -> Tried:
    browser = there.browser()
    return browser, browser.post("/konto/login/", {"login": "sara", "password": "fel-ord-i-en-rad"})


@attempt("password: right, and no code")
def _no_second_step(there: Scene) -> Tried:
    browser = half_in(there)
    return browser, browser.get("/people/")


@attempt("password: from another site (CSRF)")
def _login_csrf(there: Scene) -> Tried:
    browser = there.browser(enforce_csrf_checks=True)
    return browser, browser.post("/konto/login/", {"login": "sara", "password": WORD})


@attempt("password: right, of a login that is closed")
def _closed(there: Scene) -> Tried:
    User.objects.filter(username="sara").update(is_active=False)
    browser = half_in(there)
    return codes(browser, current_code("sara"))


@attempt("password: right, after five wrong")
def _guessed(there: Scene) -> Tried:
    for _nth in range(5):
        there.browser().post("/konto/login/", {"login": "sara", "password": "fel"})
    browser = there.browser()
    return browser, browser.post("/konto/login/", {"login": "sara", "password": WORD})


@attempt("password: the demo's, outside the demo")
def _demo(there: Scene) -> Tried:
    create_accounts(PASSWORD, {"demo.sara": totp_secret("demo.sara")})
    browser = there.browser()
    with override_settings(DEMO=False):
        browser.post("/konto/login/", {"login": "demo.sara", "password": PASSWORD})
        return codes(browser, current_code("demo.sara"))


@attempt("code: the same a second time")
def _code_again(there: Scene) -> Tried:
    code = current_code("sara")
    codes(half_in(there), code)
    return codes(half_in(there), code)


@attempt("code: somebody else's")
def _others_code(there: Scene) -> Tried:
    create_account("bo", WORD, totp_secret="KRSXG5CTMVRXEZLU")
    return codes(half_in(there), current_code("bo"))


@attempt("code: of ten minutes ago")
def _old_code(there: Scene) -> Tried:
    real = time.time
    with patch("allauth.mfa.totp.internal.auth.time.time", lambda: real() - 600):
        old = current_code("sara")
    return codes(half_in(there), old)


@attempt("code: without a password before it")
def _code_alone(there: Scene) -> Tried:
    browser = there.browser()
    return codes(browser, current_code("sara"))


@attempt("code: a reserve code a second time")
def _reserve_again(there: Scene) -> Tried:
    reserve = make_reserve_codes(User.objects.get(username="sara"))[0]
    codes(half_in(there), reserve)
    return codes(half_in(there), reserve)


@attempt("session: the key that was planted before the login")
def _fixed(there: Scene) -> Tried:
    browser, thief = there.browser(), there.browser()
    browser.get("/konto/login/")
    browser.post("/sprak/", {"language": "sv"})
    session = browser.session
    session["planted"] = "1"
    session.save()
    browser.cookies["sessionid"] = session.session_key
    browser.post("/konto/login/", {"login": "sara", "password": WORD})
    codes(browser, current_code("sara"))
    assert browser.is_in
    thief.cookies["sessionid"] = session.session_key
    return thief, thief.get("/")


@attempt("session: the key of before an e-ID login")
def _fixed_eid(there: Scene) -> Tried:
    browser, thief = there.browser(), there.browser()
    asked = browser.begins()
    planted = browser.session.session_key
    browser.returns(browser.shows(asked))
    assert browser.is_in
    thief.cookies["sessionid"] = str(planted)
    return thief, thief.get("/")


@attempt("session: after logging out")
def _logged_out(there: Scene) -> Tried:
    browser, thief = half_in(there), there.browser()
    codes(browser, current_code("sara"))
    thief.cookies["sessionid"] = str(browser.session.session_key)
    browser.post("/konto/logout/")
    return thief, thief.get("/")
