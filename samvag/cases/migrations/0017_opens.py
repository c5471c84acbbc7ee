"""What is open to a team: what the policy table opens on that ground, and the person has not closed.

The ground is a consent that lives, opened by the giving unit's own word (0013); or that unit's decision to share by
law. A spärr goes before both, and before a hand-over.
"""

from importlib import import_module

from django.db import migrations

from samvag.access.kept import forgotten_with, kept
from samvag.access.rls import APP, TODAY, definer, sql

own_word = import_module("samvag.cases.migrations.0013_own_word")

NOT_BLOCKED = """NOT EXISTS (SELECT 1 FROM consents_block b WHERE b.person_id = o.person_id
               AND b.owner_unit_id = {giver} AND b.lifted_at IS NULL
               AND (b.toward_id IS NULL OR b.toward_id = me.unit) AND (b.kinds = '{{}}' OR {kind} = ANY (b.kinds)))"""
OPENS = """JOIN agencies_unit here ON here.id = me.unit
          JOIN agencies_unit there ON there.id = {giver}
          JOIN access_opens opens ON opens.consent = '{ground}' AND opens.reader = here.secrecy_regime
           AND opens.owner = there.secrecy_regime AND opens.category = {kind} AND opens.role = ANY (me.roles)"""
BY_CONSENT = {"giver": "giver.unit_id", "kind": "k.category", "ground": "live"}
BY_LAW = {"giver": "l.owner_unit_id", "kind": "k.category", "ground": "legal_ground"}
STAYED = """NOT EXISTS (SELECT 1 FROM cases_coordinationcase s
               WHERE s.coordination_id = o.id AND s.unit_id IN (me.unit, {giver}) AND s.left_on IS NOT NULL)"""
SHARED = f"""
    BEGIN
        RETURN QUERY
        WITH me AS MATERIALIZED (SELECT c.staff, c.unit, c.roles FROM access_context() c)
        SELECT c.person_id, giver.unit_id, k.category FROM me
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
          {OPENS.format(**BY_CONSENT)}
         WHERE {STAYED.format(**BY_CONSENT)} AND {NOT_BLOCKED.format(**BY_CONSENT)}
           AND (giver.unit_id = c.owner_unit_id OR EXISTS (
               SELECT 1 FROM cases_coordinationcase s JOIN cases_case l ON l.id = s.case_id
                WHERE s.coordination_id = o.id AND s.unit_id = giver.unit_id
                  AND l.owner_unit_id = giver.unit_id AND l.person_id = o.person_id
                  AND (s.agreed_id = c.id OR {own_word.COVERED})))
         UNION
        SELECT l.person_id, l.owner_unit_id, k.category FROM me
          JOIN cases_teammember t ON t.staff_id = me.staff AND t.unit_id = me.unit
           AND (t.period @> {TODAY}) IS TRUE
          JOIN cases_coordination o ON o.id = t.coordination_id AND o.closed_on IS NULL
          JOIN consents_lawfulshare l ON l.person_id = o.person_id AND l.to_unit_id = me.unit
           AND l.owner_unit_id <> me.unit AND l.ended_at IS NULL AND l.period @> {TODAY}
          CROSS JOIN unnest(l.kinds) k (category)
          {OPENS.format(**BY_LAW)}
         WHERE {STAYED.format(**BY_LAW)} AND {NOT_BLOCKED.format(**BY_LAW)};
    END
"""
SETS = {"person": "uuid", "owner_unit": "uuid", "category": "text"}

# The consent that lets this unit tell that one about this person, in this category, now; and no spärr.
MAY_SEND = f"""
    BEGIN
        RETURN EXISTS (SELECT 1 FROM access_context() me
          JOIN consents_consent c ON c.id = wanted AND c.person_id = about AND c.withdrawn_at IS NULL AND NOT c.refused
           AND c.period @> {TODAY} AND c.kind IN ('INFO_EXCHANGE', 'SIP', 'SCHOOL_HANDOVER')
          JOIN consents_party giver ON giver.consent_id = c.id AND giver.unit_id = me.unit AND giver.gives
           AND giver.withdrawn_at IS NULL
          JOIN consents_party taker ON taker.consent_id = c.id AND taker.unit_id = receiver AND taker.receives
           AND taker.unit_id <> me.unit AND taker.withdrawn_at IS NULL
          JOIN consents_consentcategory k ON k.consent_id = c.id AND k.category = told AND k.withdrawn_at IS NULL
         WHERE NOT consents_blocked(about, me.unit, receiver, told));
    END
"""
UNBLOCKED = f"""
    CREATE POLICY unblocked ON cases_handover AS RESTRICTIVE FOR SELECT TO {APP} USING (
        owner_unit_id = (SELECT access_unit())
        OR NOT consents_blocked(person_id, owner_unit_id, to_unit_id, category));
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_versioned"), ("consents", "0007_grounds_policies")]
    operations = [
        *kept("access_shared", SETS, SHARED, rows=20),
        *forgotten_with("consents_block", "consents_lawfulshare", "agencies_unit"),
        *definer("access_may_send(about uuid, receiver uuid, wanted uuid, told text)", "boolean", MAY_SEND),
        sql(UNBLOCKED),
    ]
