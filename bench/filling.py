"""Fills a scratch database with made-up people, as sets: constraints and indexes go while the rows come, and return."""

from pathlib import Path

from psycopg import Connection

PEOPLE = Path(__file__).with_name("people.sql")
PEOPLE_A_UNIT = 1000
GIVEN = (
    "Åsa Björn Maja Nils Tigist Özlem Leila Erik Fatima Jonas Sven Märta Göran Amina Håkan Ingrid Yusuf Lovisa "
    "Örjan Ebba Abdi Elin Gösta Hodan Måns Selam Åke Wilma Zahra Östen"
)
FAMILY = (
    "Lindström Åberg Nguyen Söderqvist Svensson Hassan Björklund Tesfaye Holm Öberg Ek Sjögren Håkansson Andersson "
    "Mohamed Åkerlund Lööv Bergström Nyström Ahmadi Grönlund Karlsson Östlund Yılmaz Häggkvist Dahl Forsberg Abdi "
    "Sjöström Malmö Ängström Pettersson Haile Norén Wåhlin Lundgren Järvinen Öhman Rosén Blomqvist Ali Hedlund"
)
PERSONAL = "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relforcerowsecurity ORDER BY 1"
# Foreign keys return without a look at the old rows: each id was computed. What the gap watch keeps stays as it is.
KEPT = """
    SELECT format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s%%s', c.conrelid::regclass, c.conname,
                  pg_get_constraintdef(c.oid), CASE c.contype WHEN 'f' THEN ' NOT VALID' ELSE '' END),
           format('ALTER TABLE %%s DROP CONSTRAINT %%I', c.conrelid::regclass, c.conname)
      FROM pg_constraint c WHERE c.conrelid = ANY (%s::regclass[]) AND c.contype IN ('f', 'x')
       AND c.conrelid::regclass::text NOT LIKE 'gaps%%'
    UNION ALL
    SELECT pg_get_indexdef(i.indexrelid), format('DROP INDEX %%s', i.indexrelid::regclass)
      FROM pg_index i WHERE i.indrelid = ANY (%s::regclass[]) AND NOT i.indisprimary
       AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
       AND i.indrelid::regclass::text NOT LIKE 'gaps%%'
"""


def fill(connection: Connection, people: int) -> None:
    """In units of 1,000. Over the installing role's connection, in autocommit; row-level security sleeps meanwhile."""
    tables = [row[0] for row in connection.execute(PERSONAL).fetchall()]
    kept = connection.execute(KEPT, [tables, tables]).fetchall()
    for _remake, drop in kept:
        connection.execute(drop)
    for table in tables:
        connection.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER")
    connection.execute(_statements(people))
    for remake, _drop in kept:
        connection.execute(remake)
    for table in tables:
        connection.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER")
    connection.execute("VACUUM ANALYZE")


def _statements(people: int) -> str:
    text = PEOPLE.read_text(encoding="utf-8")
    facts = {
        ":people": str(people),
        ":units": str(max(1, people // PEOPLE_A_UNIT)),
        ":given": f"'{GIVEN}'",
        ":family": f"'{FAMILY}'",
    }
    for place, value in facts.items():
        text = text.replace(place, value)
    return text
