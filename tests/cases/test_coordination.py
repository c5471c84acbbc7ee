"""Two units on the same person: nothing without consent, exactly what it says with it, nothing afterwards."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from samvag.access.roles import Role
from samvag.cases.actions.coordination import close_coordination, decline, join, leave
from samvag.cases.actions.spell import add_spell
from samvag.cases.actions.work import write_note
from samvag.cases.models import Case, Coordination, CoordinationCase
from samvag.cases.queries.coordination import invitations, open_coordination_of
from samvag.cases.queries.spell import spells_of
from samvag.consents.queries.consents import living_consents_of
from samvag.kernel.errors import Forbidden, Refused, Unseen
from samvag.people.models import Card
from tests.factories.people import make_card
from tests.factories.sharing import begin_together, in_days, join_in


@pytest.fixture
def leila(case, anna, ame, acting):
    """AME's person with one wait (planning) and one placement (work)."""
    made = case(anna, "200001012384", card={"given_name": "Leila", "family_name": "Påhitt"})
    with acting(anna, ame) as by:
        add_spell(made.id, "WAIT", "Plats på kursen", by=by, first=in_days(-3))
        add_spell(made.id, "PLACEMENT", "Kaféet", by=by, first=in_days(-3), percent=50)
    return made


def seen(acting, who, person):
    with acting(who, who.unit) as by:
        return sorted(row.title for row in spells_of(by, person))


class TestBefore:
    def test_the_other_unit_sees_nothing(self, leila, bea, recipient, acting):
        assert seen(acting, bea, leila.person_id) == seen(acting, recipient, leila.person_id) == []

    def test_nor_when_it_has_the_same_person_itself(self, leila, bea, recipient, acting):
        with acting(recipient, recipient.unit) as by:
            assert invitations(by) == []
        own = make_card(bea, "200001012384")
        assert own.person_id == leila.person_id
        assert seen(acting, bea, leila.person_id) == []


class TestInvited:
    @pytest.fixture(autouse=True)
    def invited(self, leila, anna, af):
        begin_together(anna, leila, af, message="Hej, vill ni vara med?")

    def test_the_recipient_sees_whom_it_is_about_and_why_but_none_of_the_rows(self, leila, recipient, acting):
        with acting(recipient, recipient.unit) as by:
            (invitation,) = invitations(by)
        assert (invitation.person_name, invitation.person_number) == ("Leila Påhitt", "200001012384")
        assert (invitation.from_short, invitation.message) == ("AME", "Hej, vill ni vara med?")
        assert seen(acting, recipient, leila.person_id) == []

    def test_a_worker_who_does_not_know_the_person_sees_no_invitation(self, bea, acting):
        with acting(bea, bea.unit) as by:
            assert invitations(by) == []

    def test_a_unit_that_the_consent_does_not_name_sees_none_either(self, unit, staff, acting):
        other = staff(unit("FK", "FK"), Role.RECIPIENT)
        with acting(other, other.unit) as by:
            assert invitations(by) == []

    def test_nothing_of_the_invited_unit_is_seen_by_the_one_that_asks(self, leila, anna, case, bea, acting):
        """Naming a unit must not tell whether it has the person: it opens its rows itself, by joining."""
        theirs = case(bea, "200001012384")
        with acting(bea, bea.unit) as by:
            add_spell(theirs.id, "WAIT", "Hos AF", by=by, first=in_days(-1))
        assert seen(acting, anna, leila.person_id) == ["Kaféet", "Plats på kursen"]

    def test_declining_ends_it_with_a_reason_that_the_asking_unit_reads(self, leila, anna, recipient, acting):
        with acting(recipient, recipient.unit) as by:
            (invitation,) = invitations(by)
            decline(invitation.id, "Fel kontor", by=by)
            assert invitations(by) == []
        with acting(anna, anna.unit) as by:
            place = open_coordination_of(by, leila.person_id).place(recipient.unit.id)
        assert (place.left_reason, place.joined) == ("Fel kontor", False)


class TestTogether:
    @pytest.fixture(autouse=True)
    def together(self, leila, anna, af, recipient, bea):
        self.coordination = begin_together(anna, leila, af)
        self.theirs = join_in(recipient, bea)

    def test_the_team_sees_what_the_consent_names(self, leila, bea, acting):
        assert seen(acting, bea, leila.person_id) == ["Plats på kursen"]

    def test_but_not_another_category(self, leila, bea, acting):
        assert "Kaféet" not in seen(acting, bea, leila.person_id)

    def test_nor_does_a_colleague_who_is_not_on_the_team(self, leila, bea, staff, af, acting):
        assert seen(acting, staff(af), leila.person_id) == []

    def test_nor_a_third_unit(self, leila, unit, staff, acting):
        stranger = staff(unit("FK", "FK"), Role.MANAGER)
        assert seen(acting, stranger, leila.person_id) == []

    def test_it_goes_both_ways(self, leila, anna, bea, acting):
        with acting(bea, bea.unit) as by:
            add_spell(self.theirs.id, "WAIT", "Hos AF", by=by, first=in_days(-1))
        assert "Hos AF" in seen(acting, anna, leila.person_id)

    def test_the_other_unit_reads_but_does_not_write(self, leila, bea, acting):
        with acting(bea, bea.unit) as by, pytest.raises(Unseen):
            write_note(leila.id, "Inte min", by=by)

    def test_the_joining_unit_has_its_own_card_and_case_of_the_same_person(self, leila, bea, acting):
        with acting(bea, bea.unit):
            card = Card.objects.get(owner_unit=bea.unit, person=leila.person_id)
            assert card.given_name == "Samma"
            assert Case.objects.get(owner_unit=bea.unit, person=leila.person_id).id == self.theirs.id

    def test_leaving_closes_both_ways_at_once(self, leila, anna, bea, acting):
        with acting(bea, bea.unit) as by:
            add_spell(self.theirs.id, "WAIT", "Hos AF", by=by, first=in_days(-1))
            leave(self.coordination.id, "Klart hos oss", by=by)
        assert seen(acting, bea, leila.person_id) == ["Hos AF"]
        assert "Hos AF" not in seen(acting, anna, leila.person_id)

    def test_the_leading_unit_can_show_another_out(self, leila, anna, bea, ame, af, acting):
        with acting(anna, ame) as by:
            leave(self.coordination.id, "Behövs inte längre", by=by, unit=af.id)
        assert seen(acting, bea, leila.person_id) == []

    def test_but_an_invited_unit_cannot_show_the_leading_one_out(self, bea, ame, acting):
        with acting(bea, bea.unit) as by, pytest.raises(Forbidden):
            leave(self.coordination.id, "Nej", by=by, unit=ame.id)

    def test_the_leading_unit_closes_instead_of_leaving(self, anna, ame, acting):
        with acting(anna, ame) as by, pytest.raises(Refused, match="Avsluta"):
            leave(self.coordination.id, "Nej", by=by)

    def test_closing_ends_team_and_consent(self, leila, anna, bea, ame, acting):
        with acting(anna, ame) as by:
            close_coordination(self.coordination.id, "Leila har fått jobb", by=by)
            assert open_coordination_of(by, leila.person_id) is None
            assert living_consents_of(by, leila.person_id) == []
        assert seen(acting, bea, leila.person_id) == []
        with acting(bea, bea.unit) as by, pytest.raises(Unseen):
            close_coordination(self.coordination.id, "Igen", by=by)

    def test_two_at_once_are_refused(self, leila, anna, af):
        with pytest.raises(Refused, match="redan en samordning"):
            begin_together(anna, leila, af)

    def test_an_invitation_is_answered_once(self, recipient, bea, acting):
        with acting(recipient, recipient.unit) as by:
            place = CoordinationCase.objects.get(unit=recipient.unit)
            with pytest.raises(Refused, match="redan besvarad"):
                join(place.id, by=by, worker=bea.id)


class TestTheDatabaseItself:
    """By hand-written SQL as one of the units: what the pages never ask for is refused there too."""

    @pytest.fixture(autouse=True)
    def invited(self, leila, anna, af):
        self.coordination = begin_together(anna, leila, af)

    def refuse(self, statement, *values):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)

    def test_nobody_joins_on_another_units_behalf(self, leila, anna, ame, af, acting):
        with acting(anna, ame):
            self.refuse("UPDATE cases_coordinationcase SET case_id = %s WHERE unit_id = %s", leila.id, af.id)

    def test_nobody_puts_another_units_staff_on_the_team(self, anna, ame, af, bea, acting):
        insert = """INSERT INTO cases_teammember (id, coordination_id, unit_id, staff_id, role, period, end_reason)
                    VALUES (gen_random_uuid(), %s, %s, %s, 'MEMBER', '[2026-01-01,)', '')"""
        with acting(anna, ame):
            self.refuse(insert, self.coordination.id, af.id, bea.id)

    def test_nobody_invites_herself(self, leila, unit, staff, acting):
        stranger = staff(unit("FK", "FK"), Role.MANAGER)
        insert = """INSERT INTO cases_coordinationcase (id, coordination_id, unit_id, person_name, person_number,
                    protection, message, invited_on, left_reason)
                    VALUES (gen_random_uuid(), %s, %s, '', '', 'INGEN', '', '2026-01-01', '')"""
        with acting(stranger, stranger.unit):
            self.refuse(insert, self.coordination.id, stranger.unit.id)

    def test_nor_does_a_consent_of_ones_own_open_a_coordination_of_others(
        self, leila, unit, staff, case, acting
    ):
        stranger = staff(unit("FK", "FK"))
        theirs = case(stranger)
        insert = """INSERT INTO consents_consent (id, owner_unit_id, person_id, category, created_at, version, kind,
                    purpose, text_version, language, child_opinion, witnessed_by, coordination_id, period, given_how,
                    given_by, original_location, refused, withdrawn_how)
                    VALUES (gen_random_uuid(), %s, %s, 'planning', now(), 1, 'INFO_EXCHANGE',
                    'x', '1', 'sv', '', '', %s, '[2026-01-01,2026-12-01)', 'SKRIFTLIGT', 'PERSON', '', false, '')"""
        with acting(stranger, stranger.unit):
            self.refuse(insert, stranger.unit.id, theirs.person_id, self.coordination.id)

    def test_members_are_not_rewritten_into_others(self, anna, ame, bea, acting):
        with acting(anna, ame), pytest.raises(ProgrammingError), transaction.atomic():
            Coordination.objects.get(id=self.coordination.id).team.update(staff=bea)
