"""The database counts the changes of a row, as migration operations: no act, command or bare statement can forget to.

Of a row that is changed, its version becomes one more than it was whatever the statement says, with the moment and,
when a person of staff acts, with her.
"""

from django.db.migrations import RunSQL

from samvag.access.rls import definer, sql

TRIGGER = "row_counted"
COUNT = """
    BEGIN
        NEW.version := OLD.version + 1; NEW.changed_at := now(); NEW.changed_by_id := access_staff();
        RETURN NEW;
    END
"""


def counting() -> list[RunSQL]:
    """The trigger's function. It asks who acts with the rules' rights: also the owner of the tables changes rows."""
    return definer("access_row_counted()", "trigger", COUNT, volatile=True)


def counted(*tables: str) -> list[RunSQL]:
    """Tables of models that are `Versioned`. The default is for bare statements; a model's own would be read back by
    RETURNING, which asks for the right to see."""
    return [
        sql(f"""CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION access_row_counted();
            ALTER TABLE {table} ALTER COLUMN version SET DEFAULT 1;""")
        for table in tables
    ]
