"""Protected identity: what may not be stored is not, and a named few open the person whatever others may do.

Who may open is a row with days and a reason. The pairs of person and unit that are closed to the one who acts are a
set found once a transaction (samvag.access.closed). Search, by name and by number, knows nothing of who is closed, and
registering somebody who is there already answers as for anybody new: the row then stands for a person without number,
and the named few are shown that it is the same human being.
"""

import uuid
from importlib import import_module

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from samvag.access.closed import CLOSED as PAIR
from samvag.access.closed import closed_to_others
from samvag.access.counting import counted
from samvag.access.kept import forgotten_with, kept
from samvag.access.rls import APP, OWN, RULES, TODAY, definer, forced, person_table, sql
from samvag.access.tried import setting
from samvag.kernel.categories import CHOICES

first = import_module("samvag.people.migrations.0002_policies")
lists = import_module("samvag.people.migrations.0004_register_many")

# Closed: whoever my unit's card marks and I am not named for, as our own rows and as others' that are shared with me;
# and what is shared with me by a unit whose own card marks her, unless the consent holds expressly for that unit.
CLOSED = f"""
    BEGIN
        RETURN QUERY WITH mine AS (
            SELECT c.person_id AS person, c.owner_unit_id AS owner_unit FROM access_context() me
              JOIN people_card c ON c.owner_unit_id = me.unit AND c.protection <> 'INGEN'
             WHERE NOT EXISTS (SELECT 1 FROM people_named n WHERE n.owner_unit_id = me.unit
                   AND n.person_id = c.person_id AND n.staff_id = me.staff AND n.period @> {TODAY}))
        SELECT m.person, m.owner_unit FROM mine m
        UNION
        SELECT s.person, s.owner_unit FROM access_shared() s
         WHERE s.person IN (SELECT m.person FROM mine m)
            OR (EXISTS (SELECT 1 FROM people_card c WHERE c.person_id = s.person AND c.owner_unit_id = s.owner_unit
                    AND c.protection <> 'INGEN')
                AND NOT people_shared_expressly(s.person, s.owner_unit));
    END
"""
# Until consents say otherwise nothing of a protected person is shared.
EXPRESSLY = "BEGIN RETURN false; END"

FORGET = f"""
    CREATE OR REPLACE FUNCTION access_forget_sets() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        {
    " ".join(
        f"PERFORM set_config('{setting(name)}', '', true);"
        for name in ("access_people", "access_shared", "access_coordinations", "access_closed")
    )
}
        RETURN NULL;
    END $body$;
"""

# The manager names; and whoever marks somebody names at that moment, before the card is closed.
MAY_NAME = f"""
    BEGIN
        RETURN EXISTS (SELECT 1 FROM access_context() me
            JOIN agencies_membership m ON m.unit_id = me.unit AND m.staff_id = who AND m.period @> {TODAY}
             AND m.role IN ('worker', 'manager', 'recipient')
            WHERE 'manager' = ANY (me.roles) OR (me.roles && ARRAY['worker', 'recipient'] AND NOT EXISTS (
                SELECT 1 FROM people_card c WHERE c.owner_unit_id = me.unit AND c.person_id = whom
                   AND (c.protection <> 'INGEN' OR NOT (me.roles && ARRAY['recipient']
                        OR c.person_id IN (SELECT p.person FROM access_people() p))))));
    END
"""
SEES_NAMED = f"owner_unit_id = (SELECT access_managed_unit()) OR ({OWN} AND NOT ({PAIR}))"
NAMED = f"""
    DROP POLICY added ON people_named;
    CREATE POLICY added ON people_named FOR INSERT TO {APP} WITH CHECK (
        owner_unit_id = (SELECT access_unit()) AND people_may_name(person_id, staff_id));
    DROP POLICY changed ON people_named;
    CREATE POLICY changed ON people_named FOR UPDATE TO {APP} USING (owner_unit_id = (SELECT access_unit())
        AND people_may_end_naming(person_id)) WITH CHECK (owner_unit_id = (SELECT access_unit()));
    DROP POLICY removed ON people_named;
    REVOKE UPDATE, DELETE ON people_named FROM {APP};
    GRANT UPDATE (period) ON people_named TO {APP};
"""
# As to name, but also for those who have left the unit since.
MAY_END = """
    BEGIN
        RETURN EXISTS (SELECT 1 FROM access_context() me WHERE 'manager' = ANY (me.roles)
            OR (me.roles && ARRAY['worker', 'recipient'] AND EXISTS (
                SELECT 1 FROM people_card c WHERE c.owner_unit_id = me.unit AND c.person_id = whom
                   AND c.protection = 'INGEN')));
    END
"""

DOUBLE = f"""
    CREATE TABLE people_double (person_id uuid PRIMARY KEY REFERENCES people_identity, of_id uuid NOT NULL
        REFERENCES people_identity, owner_unit_id uuid NOT NULL REFERENCES agencies_unit,
        UNIQUE (of_id, owner_unit_id));
    {forced("people_double")}
    REVOKE ALL ON people_double FROM {APP};
    GRANT INSERT ON people_double TO {RULES};
    CREATE POLICY rules_add ON people_double FOR INSERT TO {RULES} WITH CHECK (true);
"""
# Who is closed to the one who registers gets a row of her own, once a unit; everybody else is who she is.
STANDS_FOR = """
    DECLARE me uuid := access_unit(); stands uuid;
    BEGIN
        IF NOT EXISTS (SELECT 1 FROM access_closed() c WHERE c.person = known AND c.owner_unit = me) THEN
            RETURN known;
        END IF;
        SELECT d.person_id INTO stands FROM people_double d WHERE d.of_id = known AND d.owner_unit_id = me;
        IF stands IS NULL THEN
            stands := gen_random_uuid();
            INSERT INTO people_identity (id, kind, number) VALUES (stands, 'NONE', NULL);
            INSERT INTO people_double (person_id, of_id, owner_unit_id) VALUES (stands, known, me);
        END IF;
        RETURN stands;
    END
"""
REGISTER = first.REGISTER.replace("RETURN found;", "RETURN people_stands_for(found);")
REGISTER_MANY = lists.REGISTER_MANY.replace(
    "SELECT i.number, i.id FROM", "SELECT i.number, people_stands_for(i.id) FROM"
)
NUMBER = first.NUMBER.replace(
    "SELECT i.number FROM access_context() me, people_card c JOIN people_identity i ON i.id = c.person_id",
    """SELECT coalesce(i.number, o.number) FROM access_context() me, people_card c
                  JOIN people_identity i ON i.id = c.person_id
                  LEFT JOIN people_double d ON d.person_id = c.person_id
                  LEFT JOIN people_identity o ON o.id = d.of_id""",
).replace(
    "WHERE c.id = card AND",
    "WHERE c.id = card AND (c.person_id, c.owner_unit_id) NOT IN\n"
    "                       (SELECT x.person, x.owner_unit FROM access_closed() x) AND",
)
FIND = f"""
    BEGIN
        RETURN QUERY SELECT c.id, c.person_id, coalesce(({first.MINE}), false)
          FROM access_context() me
          JOIN people_identity i ON i.number = given_number
          JOIN people_card c ON c.owner_unit_id = me.unit AND (c.person_id = i.id OR c.person_id = (
               SELECT d.person_id FROM people_double d WHERE d.of_id = i.id AND d.owner_unit_id = me.unit))
         WHERE me.roles && ARRAY['worker', 'manager', 'recipient']
           AND NOT EXISTS (SELECT 1 FROM access_closed() x WHERE x.person = c.person_id AND x.owner_unit = me.unit)
         ORDER BY c.person_id = i.id DESC LIMIT 1;
    END
"""
SEARCH = first.SEARCH.replace(
    "WHERE c.owner_unit_id = me.unit AND",
    "WHERE c.owner_unit_id = me.unit AND c.person_id NOT IN (SELECT x.person FROM access_closed() x) AND",
)
assert SEARCH.count("access_closed()") == 2
assert all("people_stands_for" in body for body in (REGISTER, REGISTER_MANY))
assert "access_closed()" in NUMBER
assert "people_double" in NUMBER

# What was stored before this: taken away as marking takes it.
STRIPPED = """
    ALTER TABLE people_card NO FORCE ROW LEVEL SECURITY;
    UPDATE people_card SET phone = '', email = '', address = '', letters_home = false WHERE protection <> 'INGEN';
    UPDATE people_card SET home_municipality = '' WHERE protection = 'SKYDDAD';
    ALTER TABLE people_card FORCE ROW LEVEL SECURITY;
"""
REACHED = models.Q(protection="INGEN") | models.Q(phone="", email="", address="", letters_home=False)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_versioned"),
        ("access", "0005_counting"),
    ]
    operations = [
        sql(STRIPPED),
        migrations.AddConstraint(
            "card", models.CheckConstraint(condition=REACHED, name="people_card_protected_is_not_reached")
        ),
        migrations.AddConstraint(
            "card",
            models.CheckConstraint(
                condition=models.Q(("protection", "SKYDDAD"), _negated=True) | models.Q(home_municipality=""),
                name="people_card_protected_is_nowhere",
            ),
        ),
        migrations.AddIndex(
            "card",
            models.Index(
                fields=["owner_unit", "person"],
                condition=models.Q(("protection", "INGEN"), _negated=True),
                name="people_card_protected",
            ),
        ),
        migrations.CreateModel(
            "Named",
            [
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("category", models.TextField(choices=CHOICES)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "version",
                    models.IntegerField(
                        default=1,
                        help_text="Counts the changes, so that two cannot overwrite each other.",
                    ),
                ),
                ("changed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="agencies.staff",
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("reason", models.TextField()),
                *(
                    (
                        name,
                        models.ForeignKey(
                            db_index=False,
                            null=name == "created_by",
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=to,
                        ),
                    )
                    for name, to in (
                        ("created_by", "agencies.staff"),
                        ("owner_unit", "agencies.unit"),
                        ("person", "people.identity"),
                        ("staff", "agencies.staff"),
                    )
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "owner_unit"], name="named_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="people_named_has_a_reason"
                    )
                ],
            },
        ),
        *definer("people_may_name(whom uuid, who uuid)", "boolean", MAY_NAME),
        *definer("people_may_end_naming(whom uuid)", "boolean", MAY_END),
        *definer("people_shared_expressly(whom uuid, by_unit uuid)", "boolean", EXPRESSLY, to=(RULES,)),
        *kept("access_closed", {"person": "uuid", "owner_unit": "uuid"}, CLOSED, rows=20),
        sql(FORGET),
        *person_table("people_named", seen=SEES_NAMED),
        sql(NAMED),
        *counted("people_named"),
        *forgotten_with("people_card", "people_named"),
        *closed_to_others("people_card"),
        sql(DOUBLE),
        *definer("people_stands_for(known uuid)", "uuid", STANDS_FOR, volatile=True, to=(RULES,)),
        *definer("people_register(given_kind text, given_number text)", "uuid", REGISTER, volatile=True),
        *definer(
            "people_register_many(kinds text[], numbers text[])",
            "TABLE (number text, person uuid)",
            REGISTER_MANY,
            volatile=True,
            rows=1000,
        ),
        *definer("people_number(card uuid)", "text", NUMBER),
        *definer(
            "people_find(given_number text)", "TABLE (card uuid, person uuid, mine boolean)", FIND, rows=1
        ),
        *definer(
            "people_search(words text, most integer)",
            "TABLE (card uuid, person uuid, likeness real)",
            SEARCH,
            volatile=True,
            rows=20,
        ),
    ]
