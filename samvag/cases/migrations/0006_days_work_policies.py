"""Reminders are seen as their step, a draft by its writer alone; and whom in the own unit to ask about a person."""

from django.db import migrations

from samvag.access.rls import OWN, TODAY, child_table, definer, person_table

MY_DRAFT = f"({OWN}) AND created_by_id = (SELECT access_staff())"

# A colleague's person is told of inside the unit, never outside it: main contact and deputy, else the recipients.
ASK = f"""
    BEGIN
        RETURN QUERY SELECT s.name, s.phone, a.role FROM access_context() me
          JOIN people_card c ON c.id = wanted AND c.owner_unit_id = me.unit
          JOIN cases_case k ON k.owner_unit_id = me.unit AND k.person_id = c.person_id
          JOIN cases_assignment a ON a.case_id = k.id AND a.period @> {TODAY} AND a.role IN ('MAIN', 'DEPUTY')
          JOIN agencies_staff s ON s.id = a.staff_id AND s.active
         WHERE me.roles && ARRAY['worker', 'manager', 'recipient'] ORDER BY a.role = 'MAIN' DESC, s.name;
        IF FOUND THEN RETURN; END IF;
        RETURN QUERY SELECT s.name, s.phone, upper(m.role) FROM access_context() me
          JOIN people_card c ON c.id = wanted AND c.owner_unit_id = me.unit
          JOIN agencies_membership m ON m.unit_id = me.unit AND m.period @> {TODAY} AND m.role = 'recipient'
          JOIN agencies_staff s ON s.id = m.staff_id AND s.active
         WHERE me.roles && ARRAY['worker', 'manager', 'recipient'] ORDER BY s.name;
    END
"""

# Without a number: the same name and birth date in the own unit may be the same human being.
ALIKE = """
    BEGIN
        RETURN QUERY SELECT c.id, c.person_id, coalesce(me.roles && ARRAY['manager', 'recipient']
                 OR c.person_id IN (SELECT p.person FROM access_people() p), false)
          FROM access_context() me JOIN people_card c ON c.owner_unit_id = me.unit
         WHERE c.search = people_folded(wanted_name) AND c.born = wanted_born
           AND me.roles && ARRAY['worker', 'manager', 'recipient'] ORDER BY c.id;
    END
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_days_work")]
    operations = [
        *child_table("cases_reminder", "cases_step", "step_id"),
        *person_table("cases_draft", seen=MY_DRAFT, kept=MY_DRAFT),
        *definer("people_whom_to_ask(wanted uuid)", "TABLE (name text, phone text, role text)", ASK, rows=3),
        *definer(
            "people_alike(wanted_name text, wanted_born date)",
            "TABLE (card uuid, person uuid, mine boolean)",
            ALIKE,
            rows=1,
        ),
    ]
