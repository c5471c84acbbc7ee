"""The identity is hidden from every role of the application; a unit reaches its own cards only."""

from django.db import migrations

from samvag.access.rls import APP, RULES, definer, forced, person_table, sql

# Swedish order without ICU, and a search text in which å, ä, ö, case and accents may be forgotten.
KEYS = """
    CREATE FUNCTION people_sort_key(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN translate(lower(name), 'åäæöøéèëüúáàíóñç', '{||}}eeeyuaaionc') COLLATE "C";
    CREATE FUNCTION people_folded(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN translate(lower(name), 'åäæàáâãöøòóôõéèëêüúùûíìîïñç-''', 'aaaaaaaooooooeeeeuuuuiiiinc ') COLLATE "C";
    ALTER TABLE people_card
        ADD COLUMN sort_key text GENERATED ALWAYS AS (people_sort_key(family_name || ' ' || given_name)) STORED,
        ADD COLUMN search text GENERATED ALWAYS AS (people_folded(given_name || ' ' || family_name)) STORED;
    -- Serves: a unit's list in name order; the whole unit's name search.
    CREATE INDEX people_card_sorted ON people_card (owner_unit_id, sort_key);
    CREATE INDEX people_card_search ON people_card USING gin (owner_unit_id, search gin_trgm_ops)
        WITH (fastupdate = off);
"""

IDENTITY = f"""{forced("people_identity")}
    REVOKE ALL ON people_identity FROM {APP};
    GRANT INSERT ON people_identity TO {RULES};
    CREATE POLICY rules_add ON people_identity FOR INSERT TO {RULES} WITH CHECK (true);
"""

# Answers alike whether the number was known or not, and to whom. The transaction gets its number either way, else
# that alone would tell whether a row was made.
REGISTER = """
    DECLARE found uuid;
    BEGIN
        IF access_unit() IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'no context'; END IF;
        PERFORM pg_current_xact_id();
        INSERT INTO people_identity (id, kind, number) VALUES (gen_random_uuid(), given_kind, given_number)
            ON CONFLICT (number) DO NOTHING;
        SELECT i.id INTO found FROM people_identity i WHERE i.number = given_number;
        RETURN found;
    END
"""
ANONYMOUS = """
    DECLARE made uuid := gen_random_uuid();
    BEGIN
        IF access_unit() IS NULL THEN RAISE insufficient_privilege USING MESSAGE = 'no context'; END IF;
        INSERT INTO people_identity (id, kind, number) VALUES (made, 'NONE', NULL);
        RETURN made;
    END
"""
MINE = """c.owner_unit_id = me.unit AND me.roles && ARRAY['worker', 'manager', 'recipient']
    AND (me.roles && ARRAY['manager', 'recipient'] OR c.person_id IN (SELECT p.person FROM access_people() p))"""

NUMBER = f"""
    BEGIN
        RETURN (SELECT i.number FROM access_context() me, people_card c JOIN people_identity i ON i.id = c.person_id
                 WHERE c.id = card AND {MINE});
    END
"""
# `mine` tells whether the caller may open it; a colleague's person is told of inside the unit, never outside it.
FIND = f"""
    BEGIN
        RETURN QUERY SELECT c.id, c.person_id, coalesce(({MINE}), false)
          FROM access_context() me, people_card c JOIN people_identity i ON i.id = c.person_id
         WHERE i.number = given_number AND c.owner_unit_id = me.unit
           AND me.roles && ARRAY['worker', 'manager', 'recipient'];
    END
"""
# Trigrams cannot use their index under row-level security (not leakproof), so the search applies the same terms here.
SEARCH = """
    DECLARE
        me record;
        wanted text := people_folded(words);
    BEGIN
        SELECT * INTO me FROM access_context() c WHERE c.roles && ARRAY['worker', 'manager', 'recipient'];
        IF NOT FOUND OR length(wanted) < 2 THEN RETURN; END IF;
        PERFORM set_config('pg_trgm.word_similarity_threshold', '0.45', true);
        IF me.roles && ARRAY['manager', 'recipient'] THEN
            RETURN QUERY SELECT c.id, c.person_id, word_similarity(wanted, c.search) FROM people_card c
             WHERE c.owner_unit_id = me.unit AND (wanted <% c.search OR c.search LIKE '%' || wanted || '%')
             ORDER BY 3 DESC, c.sort_key, c.id LIMIT most;
        ELSE
            RETURN QUERY SELECT c.id, c.person_id, word_similarity(wanted, c.search) FROM people_card c
             WHERE c.owner_unit_id = me.unit AND c.person_id IN (SELECT p.person FROM access_people() p)
               AND (wanted <% c.search OR c.search LIKE '%' || wanted || '%')
             ORDER BY 3 DESC, c.sort_key, c.id LIMIT most;
        END IF;
    END
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("access", "0001_context")]
    operations = [
        sql(KEYS),
        sql(IDENTITY),
        *person_table("people_card"),
        *definer("people_register(given_kind text, given_number text)", "uuid", REGISTER, volatile=True),
        *definer("people_register_without_number()", "uuid", ANONYMOUS, volatile=True),
        *definer("people_number(card uuid)", "text", NUMBER),
        *definer(
            "people_find(given_number text)", "TABLE (card uuid, person uuid, mine boolean)", FIND, rows=1
        ),
        *definer(
            "people_search(words text, most integer)",
            "TABLE (card uuid, person uuid, likeness real)",
            SEARCH,
            volatile=True,
            rows=20,
        ),
    ]
