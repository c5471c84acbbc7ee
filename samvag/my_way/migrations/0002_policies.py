"""What is a person's own to read in Min väg: narrow functions that take her from the verified context, and no row of
any unit beside. Who came in by a unit's card reads what names one of the units that have the same way to her.
"""

from django.db import migrations

from samvag.access.counting import counted
from samvag.access.rls import APP, TODAY, definer, person_table, sql

NAMED = "(access_person_whole() OR c.owner_unit_id IN (SELECT u.unit FROM access_person_units() u)"
CONSENTS = f"""
    BEGIN
        RETURN QUERY SELECT c.id, c.owner_unit_id, u.name, c.kind, c.purpose, c.coordination_id, lower(c.period),
               upper(c.period) - 1, c.given_how, c.given_by, c.refused, c.withdrawn_at, c.created_at,
               coalesce((SELECT jsonb_agg(jsonb_build_array(p.unit_id, q.name, p.gives, p.receives,
                                          p.withdrawn_at IS NOT NULL) ORDER BY q.name, p.id)
                  FROM consents_party p JOIN agencies_unit q ON q.id = p.unit_id WHERE p.consent_id = c.id), '[]'),
               coalesce((SELECT jsonb_agg(jsonb_build_array(k.category, k.withdrawn_at IS NOT NULL))
                  FROM consents_consentcategory k WHERE k.consent_id = c.id), '[]'),
               coalesce(o.closed_on IS NULL AND NOT EXISTS (SELECT 1 FROM consents_consent later
                   WHERE later.coordination_id = c.coordination_id AND later.kind = c.kind
                     AND later.created_at > c.created_at), false)
          FROM consents_consent c JOIN agencies_unit u ON u.id = c.owner_unit_id
          LEFT JOIN cases_coordination o ON o.id = c.coordination_id
         WHERE c.person_id = access_person() AND {NAMED} OR EXISTS (SELECT 1 FROM consents_party p
               WHERE p.consent_id = c.id AND p.unit_id IN (SELECT u.unit FROM access_person_units() u)))
         ORDER BY c.created_at DESC, c.id;
    END
"""
ASKED = f"""
    BEGIN
        RETURN QUERY SELECT c.id, c.owner_unit_id, u.name, c.kind, c.purpose, c.until, c.expires_on, c.created_at,
               coalesce((SELECT jsonb_agg(jsonb_build_array(q.id, q.name, s.side -> 1, s.side -> 2, false)
                                          ORDER BY q.name, q.id)
                  FROM jsonb_array_elements(c.sides) s (side)
                  JOIN agencies_unit q ON q.id = (s.side ->> 0)::uuid), '[]'),
               coalesce((SELECT jsonb_agg(jsonb_build_array(k, false)) FROM unnest(c.categories) k), '[]')
          FROM my_way_asked c JOIN agencies_unit u ON u.id = c.owner_unit_id
         WHERE c.person_id = access_person() AND c.state = 'WAITING' AND c.expires_on >= {TODAY}
           AND {NAMED}) ORDER BY c.created_at, c.id;
    END
"""


class Migration(migrations.Migration):
    dependencies = [
        ("my_way", "0001_initial"),
        ("outbox", "0003_versioned"),
        ("consents", "0005_versioned"),
        ("cases", "0016_versioned"),
        ("access", "0006_level"),
    ]
    operations = [
        *person_table("my_way_asked"),
        *counted("my_way_asked"),
        sql(f"""REVOKE DELETE ON my_way_asked FROM {APP};"""),
        *definer(
            "my_way_consents()",
            """TABLE (id uuid, owner_unit uuid, owner_name text, kind text, purpose text, coordination uuid, first date,
               until date, given_how text, given_by text, refused boolean, withdrawn_at timestamptz,
               created_at timestamptz, parties jsonb, categories jsonb, again boolean)""",
            CONSENTS,
            rows=5,
            to=(APP,),
        ),
        *definer(
            "my_way_asked_now()",
            """TABLE (id uuid, owner_unit uuid, owner_name text, kind text, purpose text, until date, expires_on date,
               created_at timestamptz, parties jsonb, categories jsonb)""",
            ASKED,
            rows=2,
            to=(APP,),
        ),
    ]
