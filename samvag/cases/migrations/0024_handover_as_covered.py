"""A hand-over is read by its receiver only while the consent covers it: its sender gives, its receiver sees, that kind.

Found by lives of consents by chance (`make prove consents`): the receiver went on reading what was sent after the
person had taken back the kind of rows, the sender or the receiver's seeing out of a consent that otherwise lived on.
"""

from django.db import migrations

from samvag.access.rls import APP, TODAY, definer, sql

LETS = f"""
    BEGIN
        RETURN QUERY SELECT c.id, giver.unit_id, k.category FROM access_context() me
          JOIN consents_party taker ON taker.unit_id = me.unit AND taker.receives AND taker.withdrawn_at IS NULL
          JOIN consents_consent c ON c.id = taker.consent_id AND c.withdrawn_at IS NULL AND NOT c.refused
           AND c.period @> {TODAY}
          JOIN consents_party giver ON giver.consent_id = c.id AND giver.gives AND giver.withdrawn_at IS NULL
          JOIN consents_consentcategory k ON k.consent_id = c.id AND k.withdrawn_at IS NULL
         WHERE c.id IN (SELECT h.consent_id FROM cases_handover h WHERE h.to_unit_id = me.unit);
    END
"""
COVERED = f"""
    CREATE POLICY covered ON cases_handover AS RESTRICTIVE FOR SELECT TO {APP} USING (
        owner_unit_id = (SELECT access_unit())
        OR (consent_id, owner_unit_id, category) IN (SELECT l.consent, l.giver, l.kind FROM cases_let_hand_over() l));
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0023_receiver_answers")]
    operations = [
        *definer("cases_let_hand_over()", "TABLE (consent uuid, giver uuid, kind text)", LETS, rows=20),
        sql(COVERED),
    ]
