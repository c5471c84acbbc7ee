"""A row that gets a new id, since its person is marked as protected, is followed by what is watched of it.

No foreign key does it: see 0004.
"""

from django.db import migrations

from samvag.access.rls import definer, sql
from samvag.cases.rekeying import REKEYED

CASE = """
    BEGIN
        UPDATE gaps_gap SET case_id = NEW.id WHERE case_id = OLD.id;
        UPDATE gaps_again SET case_id = NEW.id WHERE case_id = OLD.id;
        RETURN NULL;
    END
"""
ROW = """
    BEGIN
        UPDATE gaps_gap SET subject = NEW.id
         WHERE owner_unit_id = NEW.owner_unit_id AND person_id = NEW.person_id AND subject = OLD.id;
        RETURN NULL;
    END
"""


def follows(table: str, function: str) -> list:
    return [
        sql(
            f"""CREATE TRIGGER {function} AFTER UPDATE OF id ON {table}
            FOR EACH ROW WHEN (OLD.id <> NEW.id) EXECUTE FUNCTION {function}();""",
            f"DROP TRIGGER {function} ON {table};",
        )
    ]


class Migration(migrations.Migration):
    dependencies = [("gaps", "0006_protected"), ("cases", "0018_protected")]
    operations = [
        *definer("gaps_follow_case()", "trigger", CASE, volatile=True),
        *definer("gaps_follow_row()", "trigger", ROW, volatile=True),
        *follows("cases_case", "gaps_follow_case"),
        *(one for table in REKEYED for one in follows(table, "gaps_follow_row")),
    ]
