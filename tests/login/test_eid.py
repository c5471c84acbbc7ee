"""Logging in by e-ID through a real provider: whom the table lets in, as whom, how surely, and for how long."""

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.auth.models import User

from samvag.access.roles import Role
from samvag.agencies.eid.actions import end_rule
from samvag.agencies.models import LoginRule, Membership, Staff
from samvag.kernel.assurance import Level
from samvag.kernel.errors import Forbidden, Refused
from tests.factories.people import make_case
from tests.harness.acting import acting
from tests.login.eid import PERSONAL, asked_for, brokers, known, scene, words


@pytest.fixture(scope="module")
def at():
    with brokers() as both:
        yield both


@pytest.fixture
def there(db, at):
    with scene(at) as made:
        yield made


def test_who_the_table_lets_in_comes_in_as_herself_and_as_surely_as_the_broker_says(there):
    browser = there.browser()
    assert browser.comes().status_code == 302
    assert browser.session["staff"] == str(there.anna.pk)
    assert browser.session["unit"] == str(there.ame.pk)
    assert browser.session["level"] == Level.SUBSTANTIAL
    assert browser.get("/").status_code == 200


def test_what_is_asked_of_the_broker_is_narrow(there):
    asked = asked_for(there.browser().begins())
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert len(asked["code_challenge"]) == 43 and len(asked["nonce"]) >= 32 and len(asked["state"]) >= 16
    assert asked["acr_values"] == "http://id.elegnamnden.se/loa/1.0/loa3"
    again = asked_for(there.browser().begins())
    assert not {asked[one] for one in ("state", "nonce", "code_challenge")} & set(again.values())


def test_the_second_time_it_is_the_same_login(there):
    for _nth in range(2):
        browser = there.browser()
        browser.comes()
        assert browser.session["staff"] == str(there.anna.pk)
    assert SocialAccount.objects.count() == 1


def test_nothing_that_the_broker_said_of_her_is_kept(there):
    there.browser().comes()
    identity, user = SocialAccount.objects.get(), User.objects.get(socialaccount__isnull=False)
    assert identity.extra_data == {}
    assert not SocialToken.objects.exists()
    kept = f"{identity.uid} {user.username} {user.email} {user.first_name} {user.last_name}"
    assert not [one for one in PERSONAL if one in kept]


class TestARoleByTheTable:
    @pytest.fixture
    def role(self, there):
        return there.rule("chef-*", role=Role.WORKER)

    def test_who_is_new_comes_in_with_it_under_her_name(self, there, role):
        browser = there.browser()
        browser.comes(who="chef-1")
        made = Staff.objects.get(id=browser.session["staff"])
        assert (made.name, browser.session["unit"]) == ("Anna Legitimerad", str(there.ame.pk))
        assert list(Membership.objects.filter(staff=made).values_list("role", "by_rule")) == [
            ("worker", role.pk)
        ]

    def test_it_ends_at_once_with_the_row(self, there, role):
        browser = there.browser()
        browser.comes(who="chef-1")
        assert browser.get("/").status_code == 200
        with acting(there.manager, there.ame) as by:
            end_rule(role.pk, by=by)
        assert browser.get("/")["Location"].endswith("/valj-verksamhet/")
        assert "Ingen har sagt" in words(there.browser().comes(who="chef-1"))

    def test_it_ends_when_the_broker_says_it_no_more(self, there, role):
        other = there.rule("Anna *", claim="name", role=Role.MANAGER)
        browser = there.browser()
        browser.comes(who="chef-1")
        staff = browser.session["staff"]
        with acting(there.manager, there.ame):
            assert Membership.objects.filter(staff=staff, role="manager").exists()
        with acting(there.manager, there.ame) as by:
            end_rule(other.pk, by=by)
        there.browser().comes(who="chef-1")
        with acting(there.manager, there.ame):
            assert not Membership.objects.filter(staff=staff, role="manager", period__endswith=None).exists()

    def test_nobody_gives_herself_one(self, there):
        there.rule("chef-1", staff=there.manager.pk)
        there.rule("chef-*", role=Role.ADMIN)
        browser = there.browser()
        browser.comes(who="chef-1")
        assert browser.session["staff"] == str(there.manager.pk)
        assert not Membership.objects.filter(staff=there.manager, role=Role.ADMIN).exists()


class TestTheTable:
    def test_another_unit_neither_sees_nor_ends_a_row(self, there, soc, staff):
        boss = staff(soc, Role.MANAGER)
        with acting(there.manager, there.ame):
            row = LoginRule.objects.get()
        with acting(boss, soc):
            assert not LoginRule.objects.exists()
            assert LoginRule.objects.filter(id=row.id).update(ended_at=None) == 0

    def test_a_worker_keeps_none(self, there, staff):
        with acting(staff(there.ame), there.ame) as by, pytest.raises(Forbidden):
            end_rule(there.anna.pk, by=by)

    @pytest.mark.parametrize(
        ("given", "word"),
        [
            ({"pattern": "an*", "who": "anna"}, "hela värdet"),
            ({"pattern": "*", "role": Role.WORKER}, "minst tre tecken"),
            ({"pattern": "a**", "role": Role.WORKER}, "minst tre tecken"),
            ({"pattern": "chef-1", "role": "king"}, "medarbetare eller en roll"),
            ({"pattern": "chef-1"}, "medarbetare eller en roll"),
            ({"pattern": "chef-1", "provider": "bank", "role": Role.WORKER}, "finns inte"),
            ({"pattern": "chef-1", "claim": "a b", "role": Role.WORKER}, "Uppgiftens namn"),
            ({"pattern": "anna", "who": "sara"}, "släpper redan in"),
        ],
    )
    def test_nonsense_is_refused_in_words(self, there, given, word):
        who = given.pop("who", None)
        with pytest.raises(Refused) as refused:
            there.rule(**given, **({"staff": getattr(there, who).pk} if who else {}))
        assert word in refused.value.sentence

    def test_the_association_role_is_not_given_so(self, there):
        with pytest.raises(Forbidden):
            there.rule("chef-1", role=Role.ASSOCIATION)

    def test_somebody_of_another_unit_is_not_let_in_by_ours(self, there, soc, staff):
        with pytest.raises(Refused):
            there.rule("chef-1", staff=staff(soc).pk)

    def test_its_pages_work(self, there, pages):
        page = pages(there.manager, there.ame)
        assert "Norrby kommun" in words(page.get("/admin/inloggning/"))
        answer = page.post(
            "/admin/inloggning/ny/",
            {"provider": "kommun", "claim": "groups", "pattern": "ame-*", "opens": "role:worker"},
        )
        assert answer.status_code == 302
        assert "alla som stämmer, som handläggare" in words(page.get("/admin/inloggning/"))

    def test_without_a_broker_it_says_so(self, staff, soc, pages):
        boss = staff(soc, Role.MANAGER)
        assert "Ingen legitimeringstjänst är ansluten" in words(pages(boss, soc).get("/admin/inloggning/"))


class TestAPersonsBroker:
    @pytest.fixture
    def there(self, story, at):
        """Committed: whose number it is, the login asks on its own connection."""
        with scene(at) as made:
            yield made

    def test_the_number_is_handed_over_and_nobody_of_the_staff_comes_in(self, there):
        make_case(there.anna, "197109259288")
        browser = there.browser()
        answer = browser.comes("bank")
        assert (answer.status_code, answer["Location"]) == (302, "/min-vag/")
        assert (
            "person" in browser.session
            and "staff" not in browser.session
            and "_auth_user_id" not in browser.session
        )
        assert not SocialAccount.objects.exists()


def test_who_has_a_password_lays_her_e_id_to_it_herself(there):
    from samvag.agencies.accounts import current_code

    there.rule("chef-1", staff=there.sara.pk)
    browser = there.browser()
    browser.post("/konto/login/", {"login": "sara", "password": "fyra-ord-i-en-rad"})
    browser.post("/konto/mfa/authenticate/", {"code": current_code("sara")})
    assert browser.comes(who="chef-1", process="connect").status_code == 302
    later = there.browser()
    later.comes(who="chef-1")
    assert later.session["staff"] == str(there.sara.pk)


def test_the_login_page_offers_the_brokers_of_the_staff_alone(there):
    html = words(there.browser().get("/konto/login/"))
    assert "Logga in med Norrby kommun" in html and "Logga in med Regionen" in html
    assert "E-legitimation" not in html
    assert set(known(there.brokers)) == {"kommun", "region", "utforligt", "bank", "utan"}
