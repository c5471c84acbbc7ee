"""Counted days as a table that can be joined, and gaps that go with their case without a check for each row written.

The evaluation writes millions of rows at a time from the cases themselves: a foreign key would look each one up.
"""

from django.db import migrations

from samvag.access.rls import RULES, definer, sql

COUNTED = f"""
    CREATE TABLE gaps_counted (rests boolean, number integer, day date NOT NULL, PRIMARY KEY (rests, number));
    REVOKE ALL ON gaps_counted FROM PUBLIC;
    GRANT SELECT ON gaps_counted TO {RULES};
"""
UNKEYED = """
    ALTER TABLE gaps_gap DROP CONSTRAINT gaps_gap_case_id_fkey;
    ALTER TABLE gaps_again DROP CONSTRAINT gaps_again_case_id_fkey;
"""
GONE = """
    BEGIN
        DELETE FROM gaps_gap g USING gone WHERE g.case_id = gone.id;
        DELETE FROM gaps_again a USING gone WHERE a.case_id = gone.id;
        RETURN NULL;
    END
"""
ON_DELETE = """
    CREATE TRIGGER gaps_go_with_it AFTER DELETE ON cases_case REFERENCING OLD TABLE AS gone
        FOR EACH STATEMENT EXECUTE FUNCTION gaps_go_with_case();
"""


class Migration(migrations.Migration):
    dependencies = [("gaps", "0003_evaluation")]
    operations = [
        sql(COUNTED, "DROP TABLE gaps_counted;"),
        sql(UNKEYED),
        *definer("gaps_go_with_case()", "trigger", GONE, volatile=True),
        sql(ON_DELETE, "DROP TRIGGER gaps_go_with_it ON cases_case;"),
    ]
