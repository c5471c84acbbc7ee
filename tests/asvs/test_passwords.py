"""V6: passwords and codes, by the pages and the settings as they are served."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from samvag.agencies.accounts import create_account, current_code
from samvag.agencies.first import FIRST
from samvag.agencies.passwords import OURS
from samvag.agencies.reserve import make_reserve_codes
from samvag.agencies.setting_up import hand_over_password, set_up_staff, set_up_unit
from tests.login.conftest import SECRET, WORD

OWN = "fem-nya-ord-i-en-annan-rad"


def refused(word: str) -> bool:
    try:
        validate_password(word)
    except ValidationError:
        return True
    return False


class TestAPasswordOfOnesOwn:
    def test_has_twelve_signs(self):
        assert refused("qx7-vbn-mzp")
        assert not refused("qx7-vbn-mzpw")

    @pytest.mark.parametrize(
        "word",
        ["gurkor trampar sakta hem", "GURKORTRAMPARSAKTA", "5820471936617", "åäö ÅÄÖ éüñ ß ſ",
         "私の長い言葉です本当に長い",
         "🐴🔋📎 hästen är rätt", "  mellan slag runt om  ", "ettordsomingenannanhar" * 20],
    )  # fmt: skip
    def test_may_be_of_any_signs_and_long(self, inside, word):
        """And is then the password, sign by sign: neither cut off, nor trimmed, nor in other letters."""
        client = inside
        answer = client.post(
            reverse("account_change_password"), {"oldpassword": WORD, "password1": word, "password2": word}
        )
        assert answer.status_code == 302, answer.content.decode()[:2000]
        user = User.objects.get()
        assert user.check_password(word)
        for other in {word[:-1], word + "x", word.swapcase(), word.strip()} - {word}:
            assert not user.check_password(other)

    def test_is_none_of_the_three_thousand_commonest_nor_what_people_make_of_them(self):
        """As they stand in lists of leaked ones, and lengthened to twelve signs as people do."""
        commonest = sorted(word for word in CommonPasswordValidator().passwords if len(word) >= 4)[::5]
        assert len(commonest) >= 3000
        made = [word + tail for word in commonest for tail in ("", word)]
        made += [f"{word}20262027!" for word in commonest if any(map(str.isalpha, word))]
        let_through = [word for word in made if len(word) >= 12 and not refused(word)]
        assert let_through == []

    def test_is_none_that_has_leaked(self):
        long = [word for word in CommonPasswordValidator().passwords if len(word) >= 12]
        assert len(long) > 150
        assert [word for word in long if not refused(word)] == []

    @pytest.mark.parametrize("word", sorted(OURS))
    def test_is_not_the_name_of_where_one_works(self, word):
        for made in (f"{word}20262027", f"{word.title()}!{word}", f"1234 {word.upper()} 5678"):
            assert refused(made), made

    def test_names_and_figures_of_one_are_as_bad(self):
        for word in (
            "p@ssw0rd2026!!",
            "Sommar2026!!",
            "S0mm@r-2026-!!",
            "SamvägSamväg1",
            "Lösenord1234",
            "ababababababab",
        ):
            assert refused(word), word

    def test_four_words_in_a_row_are_good(self):
        for word in ("fyra-ord-i-en-rad", "gul cykel under bron", "kaffe regn lampa sten"):
            assert not refused(word), word

    def test_is_not_ones_own_name(self):
        with pytest.raises(ValidationError):
            validate_password("birgittasten1", User(username="birgittasten"))

    def test_lasts_until_one_changes_it(self, sara, door):
        User.objects.update(date_joined=timezone.now() - timedelta(days=2000), last_login=None)
        assert door().enters().status_code == 302

    def test_is_kept_as_a_slow_hash_with_salt(self, sara):
        how, times, salt, _hash = User.objects.get().password.split("$")
        assert how == "pbkdf2_sha256" and int(times) >= 600_000 and len(salt) >= 16


@pytest.fixture
def inside(sara, door):
    there = door()
    there.enters()
    return there.client


class TestChanging:
    def test_takes_the_present_one(self, inside):
        page = reverse("account_change_password")
        for old in ("", "fel-ord-i-en-rad"):
            inside.post(page, {"oldpassword": old, "password1": OWN, "password2": OWN})
            assert User.objects.get().check_password(WORD)
        inside.post(page, {"oldpassword": WORD, "password1": OWN, "password2": OWN})
        assert User.objects.get().check_password(OWN)

    def test_tells_what_is_wrong_with_a_common_one(self, inside):
        page = inside.post(
            reverse("account_change_password"),
            {"oldpassword": WORD, "password1": "Sommar2026!!", "password2": "Sommar2026!!"},
        )
        assert "ett av dem som gissas först" in page.content.decode()
        assert User.objects.get().check_password(WORD)

    def test_hides_what_is_typed_and_lets_it_be_pasted(self, inside, client):
        """The browser's own store of passwords knows which is which, and nothing of ours hinders it."""
        for page, client_ in (("account_change_password", inside), ("account_login", client)):
            html = client_.get(reverse(page)).content.decode()
            fields = re.findall(r"<input[^>]*name=\"(?:old)?password1?\"[^>]*>", html)
            assert fields
            for field in fields:
                assert 'type="password"' in field and "maxlength" not in field
                assert re.search(r'autocomplete="(current|new)-password"', field), field
        ours = Path(__file__).resolve().parents[2] / "samvag"
        for script in ours.glob("*/static/*/js/*.js"):
            assert not re.search(r"[\"'](paste|copy|cut|contextmenu)[\"']", script.read_text()), script.name


class TestThePasswordThatOneIsHanded:
    @pytest.fixture
    def given(self, db) -> str:
        set_up_unit("Förbundet", "Provkommun", "KOMMUN", "Provenheten", "PE", "KOMMUN_AME")
        return set_up_staff("Sara Sjö", "PE", ["worker"], "sara")

    def test_is_another_each_time_and_not_guessed(self, given):
        again = {hand_over_password("sara") for _nth in range(20)} | {given}
        assert len(again) == 21
        assert all(len(word) >= 16 and not refused(word) for word in again)

    def test_opens_nothing_but_the_choice_of_ones_own(self, given, door):
        there = door()
        assert there.says(given)["Location"] == reverse("account_change_password")
        assert "staff" not in there.client.session
        assert "gäller bara hit" in there.client.get(reverse("account_change_password")).content.decode()
        assert there.client.get("/")["Location"].startswith("/konto/login/")

    def test_is_none_any_more_when_that_is_chosen_and_cannot_be_chosen_again(self, given, door):
        there = door()
        there.says(given)
        page = reverse("account_change_password")
        there.client.post(page, {"oldpassword": given, "password1": given, "password2": given})
        assert User.objects.get().groups.filter(name=FIRST).exists()
        answer = there.client.post(page, {"oldpassword": given, "password1": OWN, "password2": OWN})
        assert answer["Location"] == reverse("mfa_activate_totp"), "then a second way is chosen"
        assert not User.objects.get().groups.filter(name=FIRST).exists()
        assert door().says(given).status_code == 200, "wrong"

    @pytest.mark.parametrize(("days", "opens"), [(6.9, True), (7.1, False)])
    def test_runs_out(self, given, door, days, opens):
        User.objects.update(date_joined=timezone.now() - timedelta(days=days))
        answer = door().says(given)
        assert (answer.status_code == 302) is opens
        if not opens:
            assert "Be om ett nytt" in answer.content.decode()


class TestWhoHasForgotten:
    def test_gets_one_to_begin_with_and_still_shows_the_code(self, sara, door):
        given = hand_over_password("sara")
        assert door().says(WORD).status_code == 200, "the old one is none"
        there = door()
        there.says(given)
        assert not there.is_in
        there.codes(current_code("sara"))
        assert there.is_in and "staff" not in there.client.session
        there.client.post(
            reverse("account_change_password"), {"oldpassword": given, "password1": OWN, "password2": OWN}
        )
        assert there.client.get("/").status_code == 200

    def test_who_has_lost_her_phone_begins_anew_as_at_the_first_time(self, sara, door):
        given = hand_over_password("sara", factors=True)
        assert not Authenticator.objects.exists()
        there = door()
        there.says(given)
        answer = there.client.post(
            reverse("account_change_password"), {"oldpassword": given, "password1": OWN, "password2": OWN}
        )
        assert answer["Location"] == reverse("mfa_activate_totp")
        assert there.client.get("/").status_code == 302

    def test_nobody_is_told_by_mail_whether_a_login_exists(self, sara, client, mailoutbox):
        pages = {
            client.post(reverse("account_reset_password"), {"email": address}).status_code
            for address in ("sara@example.com", "ingen@example.com")
        }
        assert len(pages) == 1 and not mailoutbox


def test_a_password_alone_opens_nothing(db, door, staff, ame) -> None:
    staff(ame, name="Sara Sjö", account=create_account("sara", WORD))
    there = door()
    assert there.says()["Location"] == reverse("mfa_activate_totp")
    assert "staff" not in there.client.session
    assert there.client.get("/")["Location"].startswith("/konto/login/")


def test_nobody_is_there_from_the_start(db) -> None:
    """An installation begins without logins: the first is made by whoever installs it."""
    assert not User.objects.exists()


def test_no_hint_and_no_question_about_oneself(db, client) -> None:
    html = client.get(reverse("account_login")).content.decode()
    asked = set(re.findall(r"<(?:input|textarea|select)[^>]*name=\"([^\"]+)\"", html))
    assert asked <= {"csrfmiddlewaretoken", "login", "password", "credential", "language", "next"}
    assert not [field.name for field in User._meta.fields if re.search("hint|question|answer", field.name)]


class TestCodes:
    def test_one_of_the_app_opens_once(self, sara, door):
        there, again = door(), door()
        there.says()
        again.says()
        code = current_code("sara")
        there.codes(code)
        assert there.is_in
        again.codes(code)
        assert not again.is_in

    def test_one_of_the_app_is_of_the_servers_clock_and_soon_over(self, sara, door, monkeypatch):
        import time

        true = time.time
        code = current_code("sara")
        monkeypatch.setattr("time.time", lambda: true() + 30)
        late = door()
        late.says()
        late.codes(code)
        assert not late.is_in

    def test_they_are_made_by_chance_that_nobody_guesses(self, db):
        import random

        seen = set()
        for nth in range(3):
            random.seed(1)
            user = User.objects.create_user(f"sara{nth}", password="x")
            from allauth.mfa.totp.internal.auth import generate_totp_secret

            seen |= {generate_totp_secret(), *make_reserve_codes(user)}
        assert len(seen) == 3 * 11

    def test_the_secret_of_the_app_lies_there_sealed(self, sara):
        for one in Authenticator.objects.all():
            assert SECRET not in str(one.data)
