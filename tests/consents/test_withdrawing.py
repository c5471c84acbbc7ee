"""Taking back bites at once, wholly or in part, whoever of us the person says it to."""

import pytest
from django.db import ProgrammingError, connection, transaction

from samvag.access.roles import Role
from samvag.cases.actions.coordination import renew_consent
from samvag.cases.queries.spell import spells_of
from samvag.consents.actions.giving import Side
from samvag.consents.actions.withdrawing import withdraw, withdraw_category, withdraw_party
from samvag.consents.models import Consent, Party
from samvag.consents.queries.consents import consents_of, living_consents_of
from samvag.kernel.errors import Refused, Unseen
from tests.factories.sharing import GIVEN, PURPOSE, begin_together, in_days, join_in, make_consent


@pytest.fixture
def together(anna, bea, af, case, staff, acting):
    """AME has a wait and a job; AF's Bea is on the team and may see planning and work."""
    from samvag.cases.actions.spell import add_spell

    leila = case(anna)
    begin_together(anna, leila, af, categories=["planning", "work"])
    join_in(staff(af, Role.RECIPIENT), bea)
    with acting(anna, anna.unit) as by:
        add_spell(leila.id, "WAIT", "Plats", by=by, first=in_days(-3))
        add_spell(leila.id, "JOB", "Kaféet", by=by, first=in_days(-3), percent=50)
    return leila


def seen(acting, who, person):
    with acting(who, who.unit) as by:
        return sorted(row.title for row in spells_of(by, person) if not row.own)


def the_consent(acting, who, person):
    with acting(who, who.unit) as by:
        return living_consents_of(by, person)[0].id


def renewed_with(fk, together, anna, af, acting):
    """A consent that names both of them, and planning alone."""
    from samvag.cases.queries.coordination import open_coordination_of

    with acting(anna, anna.unit) as by:
        view = open_coordination_of(by, together.person_id)
        sides = [Side(af.id), Side(fk.id)]
        renew_consent(
            view.id, by=by, purpose=PURPOSE, sides=sides, categories=["planning"], until=in_days(9), **GIVEN
        )


def test_before_anything_is_taken_back_both_kinds_are_seen(together, bea, acting):
    assert seen(acting, bea, together.person_id) == ["Kaféet", "Plats"]


def test_the_whole(together, anna, bea, ame, acting):
    consent = the_consent(acting, anna, together.person_id)
    with acting(anna, ame) as by:
        withdraw(consent, by=by, how="I telefon")
        (view,) = [one for one in consents_of(by, together.person_id) if one.id == consent]
        assert (view.withdrawn_how, living_consents_of(by, together.person_id)) == ("I telefon", [])
    assert seen(acting, bea, together.person_id) == []


def test_one_category_and_only_that(together, anna, bea, ame, acting):
    with acting(anna, ame) as by:
        withdraw_category(the_consent(acting, anna, together.person_id), "work", by=by)
    assert seen(acting, bea, together.person_id) == ["Plats"]


def test_one_unit_and_only_that(together, anna, bea, ame, af, unit, staff, acting):
    fk = unit("FK", "FK", short="FK")
    fatima = staff(fk)
    renewed_with(fk, together, anna, af, acting)
    join_in(staff(fk, Role.RECIPIENT), fatima)
    assert seen(acting, fatima, together.person_id) == seen(acting, bea, together.person_id) == ["Plats"]
    with acting(anna, ame) as by:
        withdraw_party(the_consent(acting, anna, together.person_id), fk.id, by=by)
    assert seen(acting, fatima, together.person_id) == []
    assert seen(acting, bea, together.person_id) == ["Plats"]


def test_when_the_last_other_unit_is_taken_away_nothing_is_left_of_it(together, anna, ame, af, acting):
    consent = the_consent(acting, anna, together.person_id)
    with acting(anna, ame) as by:
        withdraw_party(consent, af.id, by=by)
        assert living_consents_of(by, together.person_id) == []


def test_a_unit_writes_down_that_it_is_itself_taken_away(together, bea, af, acting):
    """It does not see the consent afterwards; and nothing is left of it."""
    consent = the_consent(acting, bea, together.person_id)
    with acting(bea, af) as by:
        withdraw_party(consent, af.id, by=by)
        assert living_consents_of(by, together.person_id) == []
    assert seen(acting, bea, together.person_id) == []


def test_and_then_the_others_go_on(together, anna, bea, ame, af, unit, staff, acting):
    fk = unit("FK", "FK", short="FK")
    fatima = staff(fk)
    renewed_with(fk, together, anna, af, acting)
    join_in(staff(fk, Role.RECIPIENT), fatima)
    with acting(fatima, fk) as by:
        withdraw_party(the_consent(acting, fatima, together.person_id), fk.id, by=by)
    assert seen(acting, fatima, together.person_id) == []
    assert seen(acting, bea, together.person_id) == ["Plats"]


def test_the_person_may_say_it_to_another_unit_that_it_names(together, bea, acting):
    with acting(bea, bea.unit) as by:
        withdraw(the_consent(acting, bea, together.person_id), by=by, how="Sa det till mig")
    assert seen(acting, bea, together.person_id) == []


def test_but_not_to_one_that_it_does_not_name(together, anna, unit, staff, acting):
    consent = the_consent(acting, anna, together.person_id)
    stranger = staff(unit("FK", "FK"), Role.RECIPIENT)
    with acting(stranger, stranger.unit) as by, pytest.raises(Unseen):
        withdraw(consent, by=by)


def test_what_is_taken_back_twice_is_refused(together, anna, ame, acting):
    consent = the_consent(acting, anna, together.person_id)
    with acting(anna, ame) as by:
        withdraw(consent, by=by)
        with pytest.raises(Refused):
            withdraw(consent, by=by)


def test_a_new_consent_takes_the_place_of_the_one_before(together, anna, bea, ame, af, acting):
    """Otherwise taking back the new one would leave the old one open."""
    from samvag.cases.queries.coordination import open_coordination_of

    with acting(anna, ame) as by:
        view = open_coordination_of(by, together.person_id)
        renew_consent(
            view.id,
            by=by,
            purpose=PURPOSE,
            sides=[Side(af.id)],
            categories=["planning"],
            until=in_days(9),
            **GIVEN,
        )
        assert len(living_consents_of(by, together.person_id)) == 1
    assert seen(acting, bea, together.person_id) == ["Plats"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consents_consent SET withdrawn_at = NULL",
        "UPDATE consents_consent SET period = '[2020-01-01,2090-01-01)'",
        "UPDATE consents_consent SET purpose = 'Något annat', withdrawn_at = now()",
        "UPDATE consents_party SET receives = true, withdrawn_at = now()",
        "DELETE FROM consents_consent",
    ],
)
def test_the_database_lets_nobody_widen_what_was_given(statement, anna, ame, af, case, acting):
    make_consent(anna, case(anna), af)
    with (
        acting(anna, ame),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_what_was_taken_back_is_never_given_back(anna, ame, af, case, acting):
    leila = case(anna)
    consent = make_consent(anna, leila, af)
    with acting(anna, ame) as by:
        withdraw(consent.id, by=by)
        assert Consent.objects.filter(id=consent.id).update(withdrawn_how="Ändrat i efterhand") == 0
        assert Party.objects.filter(consent=consent.id, withdrawn_at=None).exists()
