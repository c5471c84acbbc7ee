"""Her own way is hers; where a message or a code goes is told to nobody but the service that sends it.

A code goes by her own way when she has chosen one. Else each unit's card sends its own, which opens no more than what
those units know that have the same way to her: so the answer of one unit's card depends on no other unit's, and nobody
learns by asking for a code whether somebody is known elsewhere.
"""

from django.db import migrations

from samvag.access.rls import APP, AUTH, RULES, definer, forced, person_table, sql

#: How the service that sends is called in its signed context.
SENDER = """
        IF NOT EXISTS (SELECT 1 FROM access_context() me WHERE me.kind = 'service' AND me.subject = 'outbox')
        THEN RAISE insufficient_privilege USING MESSAGE = 'only the outbox itself'; END IF;
"""
HERS = "person_id = (SELECT access_person()) AND (SELECT access_person_whole())"
OWN_WAY = f"""{forced("outbox_ownway")}
    GRANT SELECT, INSERT, UPDATE, DELETE ON outbox_ownway TO {APP};
    CREATE POLICY hers ON outbox_ownway FOR ALL TO {APP} USING ({HERS}) WITH CHECK ({HERS});
"""
DESTINATION = f"""
    CREATE FUNCTION outbox_destination(channel text, phone text, email text) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN CASE channel
        WHEN 'SMS' THEN regexp_replace(regexp_replace(phone, '[^0-9+]', '', 'g'), '^(\\+|00)46', '0')
        WHEN 'EMAIL' THEN lower(btrim(email)) ELSE '' END;
    GRANT EXECUTE ON FUNCTION outbox_destination(text, text, text) TO {RULES};
"""
# What is asked for and the codes given for it. Only definer functions reach them.
CODES = f"""
    CREATE TABLE outbox_asked (
        id uuid PRIMARY KEY, person uuid, number_mac text NOT NULL, address_mac text NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(), tries int NOT NULL DEFAULT 0, used_at timestamptz);
    CREATE TABLE outbox_code (
        asked uuid NOT NULL REFERENCES outbox_asked ON DELETE CASCADE, mac text NOT NULL, door uuid);
    CREATE INDEX outbox_asked_at ON outbox_asked (at);
    CREATE INDEX outbox_code_asked ON outbox_code (asked);
    REVOKE ALL ON outbox_asked, outbox_code FROM PUBLIC;
    GRANT SELECT, INSERT, UPDATE, DELETE ON outbox_asked, outbox_code TO {RULES};
"""

# Does the same for a number that nobody here has. Null when it has been asked for too often, known or not.
ASK = """
    DECLARE made uuid := gen_random_uuid(); often boolean;
    BEGIN
        DELETE FROM outbox_asked a WHERE a.at < clock_timestamp() - interval '1 day';
        SELECT count(*) FILTER (WHERE a.number_mac = of_number) >= 5
            OR count(*) FILTER (WHERE a.address_mac = of_address) >= 30 INTO often
          FROM outbox_asked a WHERE a.at > clock_timestamp() - interval '1 hour';
        IF often THEN RETURN NULL; END IF;
        INSERT INTO outbox_asked (id, person, number_mac, address_mac)
        VALUES (made, (SELECT i.id FROM people_identity i WHERE i.number = given_number), of_number, of_address);
        RETURN made;
    END
"""
# Once, within ten minutes, at most five tries for all codes of what was asked.
TRY = """
    DECLARE hers uuid;
    BEGIN
        UPDATE outbox_asked a SET tries = a.tries + 1
         WHERE a.id = wanted AND a.tries < 5 AND a.used_at IS NULL AND a.at > clock_timestamp() - interval '10 minutes'
        RETURNING a.person INTO hers;
        RETURN QUERY SELECT hers, c.door FROM outbox_code c
         WHERE c.asked = wanted AND c.mac = given_mac AND hers IS NOT NULL;
        IF FOUND THEN UPDATE outbox_asked a SET used_at = clock_timestamp() WHERE a.id = wanted; END IF;
    END
"""
WAYS = f"""
    DECLARE hers uuid;
    BEGIN
        {SENDER}
        SELECT a.person INTO hers FROM outbox_asked a WHERE a.id = wanted;
        IF EXISTS (SELECT 1 FROM outbox_ownway o WHERE o.person_id = hers) THEN
            RETURN QUERY SELECT hers, o.channel, outbox_destination(o.channel, o.phone, o.email), o.earliest, o.latest,
                   NULL::uuid
              FROM outbox_ownway o WHERE o.person_id = hers AND o.channel IN ('SMS', 'EMAIL')
               AND NOT EXISTS (SELECT 1 FROM people_card c WHERE c.person_id = hers AND c.protection <> 'INGEN');
            RETURN;
        END IF;
        RETURN QUERY SELECT hers, c.safe_channel, outbox_destination(c.safe_channel, c.phone, c.email),
               max(c.safe_from), min(c.safe_until), (array_agg(c.owner_unit_id ORDER BY c.owner_unit_id))[1]
          FROM people_card c
         WHERE c.person_id = hers AND c.protection = 'INGEN'
           AND outbox_destination(c.safe_channel, c.phone, c.email) <> '' GROUP BY 2, 3;
    END
"""
KEEP = f"""
    BEGIN
        {SENDER}
        INSERT INTO outbox_code (asked, mac, door) VALUES (wanted, made_mac, by_door);
    END
"""
# For what a unit has to say: her own way, else the unit's own card, never another unit's.
WAY = f"""
    DECLARE here uuid := access_unit();
    BEGIN
        {SENDER}
        IF EXISTS (SELECT 1 FROM people_card c WHERE c.person_id = hers AND c.owner_unit_id = here
                   AND c.protection <> 'INGEN') THEN RETURN; END IF;
        IF EXISTS (SELECT 1 FROM outbox_ownway o WHERE o.person_id = hers) THEN
            RETURN QUERY SELECT o.channel, outbox_destination(o.channel, o.phone, o.email), o.earliest, o.latest
              FROM outbox_ownway o WHERE o.person_id = hers AND o.channel IN ('SMS', 'EMAIL');
            RETURN;
        END IF;
        RETURN QUERY SELECT c.safe_channel, outbox_destination(c.safe_channel, c.phone, c.email), c.safe_from,
               c.safe_until
          FROM people_card c WHERE c.person_id = hers AND c.owner_unit_id = here
           AND outbox_destination(c.safe_channel, c.phone, c.email) <> '';
    END
"""
# The units that have the same way to her as the one whose card her code went by.
UNITS = """
    BEGIN
        RETURN QUERY SELECT c.owner_unit_id FROM people_card d JOIN people_card c ON c.person_id = d.person_id
           AND c.safe_channel = d.safe_channel AND outbox_destination(c.safe_channel, c.phone, c.email)
             = outbox_destination(d.safe_channel, d.phone, d.email)
         WHERE d.person_id = access_person() AND d.owner_unit_id = access_person_door()
           AND outbox_destination(d.safe_channel, d.phone, d.email) <> '';
    END
"""
# What a unit that knows her is told of her own choice: that she has made one and whether letters may be sent; more
# only when she has said so.
CHOICE = """
    BEGIN
        RETURN QUERY SELECT o.letters_home, CASE WHEN o.shown_to_units THEN o.channel ELSE '' END,
               CASE WHEN o.shown_to_units THEN outbox_destination(o.channel, o.phone, o.email) ELSE '' END,
               CASE WHEN o.shown_to_units THEN o.earliest END, CASE WHEN o.shown_to_units THEN o.latest END
          FROM access_context() me JOIN people_card c ON c.owner_unit_id = me.unit AND c.id = wanted
          JOIN outbox_ownway o ON o.person_id = c.person_id
         WHERE me.roles && ARRAY['manager', 'recipient'] OR c.person_id IN (SELECT p.person FROM access_people() p);
    END
"""
HOURS = "earliest time, latest time"


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial"), ("access", "0004_person"), ("cases", "0012_sets_kept")]
    operations = [
        sql(OWN_WAY),
        sql(DESTINATION),
        sql(CODES),
        *person_table("outbox_message"),
        *definer(
            "outbox_ask_code(given_number text, of_number text, of_address text)",
            "uuid",
            ASK,
            volatile=True,
            to=(AUTH,),
        ),
        *definer(
            "outbox_try_code(wanted uuid, given_mac text)",
            "TABLE (person uuid, door uuid)",
            TRY,
            volatile=True,
            rows=1,
            to=(AUTH,),
        ),
        *definer(
            "outbox_ways(wanted uuid)",
            f"TABLE (person uuid, channel text, destination text, {HOURS}, door uuid)",
            WAYS,
            rows=1,
            to=(APP,),
        ),
        *definer(
            "outbox_keep_code(wanted uuid, made_mac text, by_door uuid)",
            "void",
            KEEP,
            volatile=True,
            to=(APP,),
        ),
        *definer(
            "outbox_way(hers uuid)",
            f"TABLE (channel text, destination text, {HOURS})",
            WAY,
            rows=1,
            to=(APP,),
        ),
        *definer("access_person_units()", "TABLE (unit uuid)", UNITS, rows=2),
        *definer(
            "outbox_own_choice(wanted uuid)",
            f"TABLE (letters_home boolean, channel text, destination text, {HOURS})",
            CHOICE,
            rows=1,
            to=(APP,),
        ),
    ]
