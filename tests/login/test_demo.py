"""The demo's logins are real ones with published words: they open the demo and nothing else."""

import pytest
from django.contrib.auth.models import User

from samvag.agencies.accounts import create_account, create_accounts, current_code, published_code
from samvag.kernel.errors import Refused
from samvag.simulate.setting_up import PASSWORD, totp_secret
from tests.login.conftest import SECRET, WORD


@pytest.fixture
def published(db):
    create_accounts(PASSWORD, {"sara": totp_secret("sara")})


def test_outside_the_demo_it_is_refused_in_words(published, door, settings):
    settings.DEMO = False
    there = door()
    answer = there.says(PASSWORD)
    assert answer.status_code == 403
    assert "Inloggningen hör till demon" in answer.content.decode()
    there.codes(current_code("sara"))
    assert not there.is_in


def test_in_the_demo_it_is_a_real_login_with_a_second_step(published, door, settings):
    settings.DEMO = True
    there = door()
    assert there.says(PASSWORD)["Location"].endswith("/mfa/authenticate/")
    assert not there.is_in
    there.codes("000000")
    assert not there.is_in
    there.codes(current_code("sara"))
    assert there.is_in


def test_a_wrong_word_is_not_told_that_it_is_the_demos(published, door, settings):
    settings.DEMO = False
    assert "demon" not in door().says("fel-ord-i-en-rad").content.decode()


def test_nobody_elses_code_is_printed(published):
    create_account("eva", WORD, totp_secret=SECRET)
    assert published_code("sara") == current_code("sara")
    with pytest.raises(Refused):
        published_code("eva")
    with pytest.raises(Refused):
        published_code("ingen")


def test_the_demos_own_logins_are_so_marked(published):
    assert [user.username for user in User.objects.filter(groups__name="demo")] == ["sara"]
