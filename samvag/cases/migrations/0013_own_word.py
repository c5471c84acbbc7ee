"""A unit's rows are opened by its own word, and by no more than it said.

Found when the leading unit's word was tried against the others':
- a renewed consent with more in it opened the rows of a unit that had joined under the one before: what is new, kinds
  of rows or who sees them, is closed until that unit says yes to it;
- a consent could get more categories and parties after others had said yes to it;
- a unit that had left, or a coordination that was closed, could be opened again with the case still linked;
- a step, a contact and a draft could point at another unit's rows, which then could not be removed.
"""

import django.db.models.deletion
from django.db import migrations, models

from samvag.access.kept import kept
from samvag.access.rls import APP, TODAY, definer, sql

MEETS_PERSONS = "me.roles && ARRAY['worker', 'manager', 'recipient']"

# What was said yes to before covers it: the giver gives, the taker sees, and that kind of rows. Nothing of it taken back.
COVERED = """EXISTS (
                SELECT 1 FROM consents_party gave
                  JOIN consents_party took ON took.consent_id = gave.consent_id AND took.unit_id = me.unit
                   AND took.receives AND took.withdrawn_at IS NULL
                  JOIN consents_consentcategory said ON said.consent_id = gave.consent_id
                   AND said.category = k.category AND said.withdrawn_at IS NULL
                 WHERE gave.consent_id = s.agreed_id AND gave.unit_id = giver.unit_id AND gave.gives
                   AND gave.withdrawn_at IS NULL)"""
SHARED = f"""
    BEGIN
        RETURN QUERY SELECT DISTINCT c.person_id, giver.unit_id, k.category FROM access_context() me
          JOIN cases_teammember t ON t.staff_id = me.staff AND t.unit_id = me.unit
           AND (t.period @> {TODAY}) IS TRUE
          JOIN cases_coordination o ON o.id = t.coordination_id AND o.closed_on IS NULL
          JOIN consents_consent c ON c.coordination_id = o.id AND c.person_id = o.person_id
           AND c.withdrawn_at IS NULL AND NOT c.refused AND c.period @> {TODAY}
          JOIN consents_party taker ON taker.consent_id = c.id AND taker.unit_id = me.unit AND taker.receives
           AND taker.withdrawn_at IS NULL
          JOIN consents_party giver ON giver.consent_id = c.id AND giver.unit_id <> me.unit AND giver.gives
           AND giver.withdrawn_at IS NULL
          JOIN consents_consentcategory k ON k.consent_id = c.id AND k.withdrawn_at IS NULL
         WHERE {MEETS_PERSONS} AND NOT EXISTS (SELECT 1 FROM cases_coordinationcase s
               WHERE s.coordination_id = o.id AND s.unit_id IN (me.unit, giver.unit_id) AND s.left_on IS NOT NULL)
           AND (giver.unit_id = c.owner_unit_id OR EXISTS (
               SELECT 1 FROM cases_coordinationcase s JOIN cases_case l ON l.id = s.case_id
                WHERE s.coordination_id = o.id AND s.unit_id = giver.unit_id
                  AND l.owner_unit_id = giver.unit_id AND l.person_id = o.person_id
                  AND (s.agreed_id = c.id OR {COVERED})));
    END
"""

# To link is to say yes to the consent that lives then, as the one who links sees it. Only the unit itself says it.
LINK = f"""
    CREATE OR REPLACE FUNCTION cases_link_own_case() RETURNS trigger LANGUAGE plpgsql AS $body$
    DECLARE linked boolean := TG_OP = 'INSERT' OR NEW.case_id IS DISTINCT FROM OLD.case_id;
    BEGIN
        IF NEW.case_id IS NULL THEN NEW.agreed_id := NULL; RETURN NEW; END IF;
        IF NOT linked AND OLD.left_on IS NOT NULL AND NEW.left_on IS NULL THEN
            RAISE insufficient_privilege USING MESSAGE = 'who has left is invited anew';
        END IF;
        IF NOT linked AND NEW.agreed_id IS NOT DISTINCT FROM OLD.agreed_id THEN RETURN NEW; END IF;
        IF NEW.unit_id IS DISTINCT FROM access_unit() OR NOT EXISTS (SELECT 1 FROM cases_case k
            JOIN cases_coordination o ON o.person_id = k.person_id AND o.id = NEW.coordination_id
            WHERE k.id = NEW.case_id AND k.owner_unit_id = NEW.unit_id) THEN
            RAISE insufficient_privilege USING MESSAGE = 'a unit links its own case of the person';
        END IF;
        IF linked THEN
            NEW.agreed_id := (SELECT c.id FROM consents_consent c WHERE c.coordination_id = NEW.coordination_id
                AND c.withdrawn_at IS NULL AND NOT c.refused AND c.period @> {TODAY}
                ORDER BY c.created_at DESC, c.id LIMIT 1);
        ELSIF NOT EXISTS (SELECT 1 FROM consents_consent c
            WHERE c.id = NEW.agreed_id AND c.coordination_id = NEW.coordination_id) THEN
            RAISE insufficient_privilege USING MESSAGE = 'a unit says yes to a consent of the coordination';
        END IF;
        RETURN NEW;
    END $body$;
"""
STANDS = """
    BEGIN
        IF EXISTS (SELECT 1 FROM cases_coordinationcase s WHERE s.agreed_id = NEW.consent_id) THEN
            RAISE insufficient_privilege USING MESSAGE = 'what others have said yes to gets no wider';
        END IF;
        RETURN NEW;
    END
"""
NO_WIDER = """
    CREATE TRIGGER no_wider BEFORE INSERT ON consents_party FOR EACH ROW EXECUTE FUNCTION cases_agreed_stands();
    CREATE TRIGGER no_wider BEFORE INSERT ON consents_consentcategory
        FOR EACH ROW EXECUTE FUNCTION cases_agreed_stands();
    ALTER TABLE consents_consentcategory ADD CONSTRAINT consents_category_is_a_word CHECK (category ~ '^[a-z_]+$');
"""
STAYS_CLOSED = """
    CREATE FUNCTION cases_stays_closed() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
        RAISE insufficient_privilege USING MESSAGE = 'a closed coordination stays closed';
    END $body$;
    CREATE TRIGGER stays_closed BEFORE UPDATE ON cases_coordination FOR EACH ROW
        WHEN (OLD.closed_on IS NOT NULL AND NEW.closed_on IS NULL) EXECUTE FUNCTION cases_stays_closed();
"""

# What a living consent holds beyond what the acting unit has said yes to: a kind of rows, a unit that sees, or giving.
# Of one coordination, or of all when `wanted` is null.
NOT_AGREED = f"""
    BEGIN
        RETURN QUERY WITH living AS (
            SELECT c.id, s.agreed_id, s.unit_id FROM access_context() me
              JOIN cases_coordinationcase s ON s.unit_id = me.unit AND s.case_id IS NOT NULL AND s.left_on IS NULL
               AND s.coordination_id = coalesce(wanted, s.coordination_id)
              JOIN consents_consent c ON c.coordination_id = s.coordination_id AND c.owner_unit_id <> me.unit
               AND c.id IS DISTINCT FROM s.agreed_id AND c.withdrawn_at IS NULL AND NOT c.refused AND c.period @> {TODAY}
              JOIN consents_party mine ON mine.consent_id = c.id AND mine.unit_id = me.unit AND mine.gives
               AND mine.withdrawn_at IS NULL
             WHERE s.coordination_id IN (SELECT p.coordination FROM access_coordinations() p))
        SELECT l.id, k.category, NULL::text FROM living l
          JOIN consents_consentcategory k ON k.consent_id = l.id AND k.withdrawn_at IS NULL
         WHERE NOT EXISTS (SELECT 1 FROM consents_consentcategory said WHERE said.consent_id = l.agreed_id
               AND said.category = k.category AND said.withdrawn_at IS NULL)
        UNION ALL
        SELECT l.id, NULL, u.name FROM living l
          JOIN consents_party p ON p.consent_id = l.id AND p.receives AND p.withdrawn_at IS NULL AND p.unit_id <> l.unit_id
          JOIN agencies_unit u ON u.id = p.unit_id
         WHERE NOT EXISTS (SELECT 1 FROM consents_party took WHERE took.consent_id = l.agreed_id
               AND took.unit_id = p.unit_id AND took.receives AND took.withdrawn_at IS NULL)
        UNION ALL
        SELECT l.id, NULL, NULL FROM living l
         WHERE NOT EXISTS (SELECT 1 FROM consents_party gave WHERE gave.consent_id = l.agreed_id
               AND gave.unit_id = l.unit_id AND gave.gives AND gave.withdrawn_at IS NULL)
         ORDER BY 1, 2, 3;
    END
"""


def hangs_on(table: str, key: str, parent: str) -> list:
    """What a row points at is of the same unit and person, or nothing."""
    return [
        sql(f"""CREATE POLICY {key}_is_own ON {table} AS RESTRICTIVE TO {APP} USING (true)
            WITH CHECK ({key} IS NULL OR EXISTS (SELECT 1 FROM {parent} p WHERE p.id = {table}.{key}
                AND p.owner_unit_id = {table}.owner_unit_id AND p.person_id = {table}.person_id));""")
    ]


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_sets_kept"), ("consents", "0003_one_purpose")]
    operations = [
        migrations.AddField(
            "coordinationcase",
            "agreed",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="consents.consent",
                help_text="The consent that the unit has said yes to. What a later one adds stays closed until it says more.",
            ),
        ),
        sql(f"GRANT UPDATE (agreed_id) ON cases_coordinationcase TO {APP};"),
        *kept("access_shared", {"person": "uuid", "owner_unit": "uuid", "category": "text"}, SHARED, rows=20),
        sql(LINK),
        *definer("cases_agreed_stands()", "trigger", STANDS, volatile=True),
        sql(NO_WIDER),
        sql(STAYS_CLOSED),
        *definer(
            "cases_not_agreed(wanted uuid)",
            "TABLE (consent uuid, category text, unit text)",
            NOT_AGREED,
            rows=1,
        ),
        *hangs_on("cases_contact", "meeting_id", "cases_meeting"),
        *hangs_on("cases_step", "from_contact_id", "cases_contact"),
        *hangs_on("cases_draft", "case_id", "cases_case"),
    ]
