"""New random ids for the rows of somebody who is marked as protected: an address, a link or a calendar that has spread
leads nowhere afterwards, and neither do the ids in the log.
"""

from django.db import connections

#: Tables whose rows stand in addresses, files or the log.
REKEYED = (
    "people_card", "cases_case", "cases_contact", "cases_note", "cases_step", "cases_attachment", "cases_meeting",
    "cases_spell", "cases_participation",
)  # fmt: skip

#: Whatever points at one of these rows follows it. Run after each migration, so that new references do too.
CASCADING = f"""
    DO $body$ DECLARE one record; BEGIN
        FOR one IN SELECT c.conname, c.conrelid::regclass AS held, pg_get_constraintdef(c.oid) AS said
              FROM pg_constraint c
             WHERE c.contype = 'f' AND c.confupdtype <> 'c' AND c.confrelid = ANY (
                   ARRAY[{", ".join(f"'{table}'" for table in REKEYED)}]::regclass[]) LOOP
            EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I %s', one.held,
                one.conname, one.conname,
                regexp_replace(one.said, '(REFERENCES [^(]+\\([^)]+\\))', '\\1 ON UPDATE CASCADE'));
        END LOOP;
    END $body$;
"""


def let_ids_change() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(CASCADING)
