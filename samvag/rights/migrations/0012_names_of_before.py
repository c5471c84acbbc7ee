"""What a log reviewer has drawn names a person also by the id that she had in the log before a mark gave her another.

Found by another unit's random acts (`make prove existence`): when it marked somebody as protected, our unit's own review
stopped naming her, which told that somebody had.
"""

from django.db import migrations

from samvag.access.rls import AUDIT, RULES, definer

PERSONS = """
    BEGIN
        RETURN QUERY SELECT s.subject, s.person FROM audit_subject s WHERE s.subject = ANY (subjects)
           UNION ALL SELECT f.subject, f.person FROM audit_formersubject f WHERE f.subject = ANY (subjects);
    END
"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0011_protected_rights"), ("audit", "0005_rekeyed")]
    operations = [
        *definer(
            "audit_persons(subjects uuid[])",
            "TABLE (subject uuid, person uuid)",
            PERSONS,
            rows=1000,
            owner=AUDIT,
            to=(RULES,),
        ),
    ]
