"""A number or an address opens Min väg only when it has been shown to be hers: a code that went there was said back.

What is kept is bound to where the code went, so that another number is not proven whoever writes it, and to the card or
to her own choice, so that what one unit has proven says nothing at another. Nothing that was written before this is
proven: no code goes there until it is.
"""

from importlib import import_module

from django.db import migrations

from samvag.access.rls import APP, RULES, definer, sql

first = import_module("samvag.outbox.migrations.0002_policies")
SENDER, HOURS = first.SENDER, first.HOURS

# Only definer functions reach it. It goes with the card that it is about, or with her.
PROOF = f"""
    CREATE TABLE outbox_proof (
        id uuid PRIMARY KEY, card uuid REFERENCES people_card ON DELETE CASCADE,
        own uuid REFERENCES people_identity ON DELETE CASCADE, way text NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(), mac text, tries int NOT NULL DEFAULT 0,
        proven_at timestamptz, CHECK (num_nonnulls(card, own) = 1));
    CREATE INDEX outbox_proof_card ON outbox_proof (card);
    CREATE INDEX outbox_proof_own ON outbox_proof (own);
    REVOKE ALL ON outbox_proof FROM PUBLIC;
    GRANT SELECT, INSERT, UPDATE, DELETE ON outbox_proof TO {RULES};
"""
# A former number is not kept to be read. No secret: whoever has the table has the cards too.
HASH = f"""
    CREATE FUNCTION outbox_hash(whose uuid, destination text) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN encode(sha256(convert_to(whose::text || '|' || destination, 'UTF8')), 'hex');
    REVOKE ALL ON FUNCTION outbox_hash(uuid, text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION outbox_hash(uuid, text) TO {RULES};
"""
PROVEN_AT = """
    BEGIN
        RETURN (SELECT max(p.proven_at) FROM outbox_proof p
                 WHERE (p.card = whose OR p.own = whose) AND p.way = outbox_hash(whose, destination));
    END
"""


def proven(row: str, key: str, channel: str) -> str:
    """The condition that the row's way has been proven; `channel` is its column for it."""
    return f"outbox_proven_at({row}.{key}, {goes(row, channel)}) IS NOT NULL"


def goes(row: str, channel: str) -> str:
    return f"outbox_destination({row}.{channel}, {row}.phone, {row}.email)"


OWN, CARD = goes("o", "channel"), goes("c", "safe_channel")
OPEN = "p.proven_at IS NULL AND p.tries < 5 AND p.at > clock_timestamp() - interval '10 minutes'"
ITS = "(p.card = it.card OR p.own = it.own)"
CHOSEN = "SELECT 1 FROM outbox_ownway o WHERE o.person_id = c.person_id"
PROTECTED = "SELECT 1 FROM people_card c WHERE c.person_id = o.person_id AND c.protection <> 'INGEN'"
# What the one who acts may prove: of a card of her unit's, somebody who has the person there; without a card, she
# herself her own choice. Where she has chosen for herself, no card's number is asked.
TO_PROVE = f"""
    DECLARE hers uuid := CASE WHEN access_person_whole() THEN access_person() END;
    BEGIN
        RETURN QUERY SELECT c.id, NULL::uuid, c.safe_channel, {CARD}, c.safe_from, c.safe_until
          FROM access_context() me JOIN people_card c ON c.owner_unit_id = me.unit AND c.id = wanted
         WHERE (c.owner_unit_id = access_managed_unit() OR c.person_id IN (SELECT p.person FROM access_people() p))
           AND c.protection = 'INGEN' AND {CARD} <> '' AND NOT EXISTS ({CHOSEN});
        RETURN QUERY SELECT NULL::uuid, o.person_id, o.channel, {OWN}, o.earliest, o.latest
          FROM outbox_ownway o WHERE wanted IS NULL AND o.person_id = hers AND {OWN} <> '';
    END
"""
# `asked` is the latest asking as long as its code can still be tried.
NOW = f"""
    BEGIN
        RETURN QUERY SELECT it.channel, it.destination, it.earliest, it.latest,
               outbox_proven_at(coalesce(it.card, it.own), it.destination),
               (SELECT CASE WHEN {OPEN} THEN p.id END FROM outbox_proof p
                 WHERE {ITS} AND p.way = outbox_hash(coalesce(it.card, it.own), it.destination)
                 ORDER BY p.at DESC LIMIT 1)
          FROM outbox_to_prove(wanted) it;
    END
"""
# Null when there is nothing to prove, or it has been asked for too often.
ASK = f"""
    DECLARE made uuid := gen_random_uuid(); it record;
    BEGIN
        SELECT * INTO it FROM outbox_to_prove(wanted);
        IF NOT FOUND THEN RETURN NULL; END IF;
        DELETE FROM outbox_proof p
         WHERE {ITS} AND p.proven_at IS NULL AND p.at < clock_timestamp() - interval '1 day';
        IF (SELECT count(*) FROM outbox_proof p WHERE {ITS} AND p.at > clock_timestamp() - interval '1 hour') >= 5
        THEN RETURN NULL; END IF;
        INSERT INTO outbox_proof (id, card, own, way)
        VALUES (made, it.card, it.own, outbox_hash(coalesce(it.card, it.own), it.destination));
        RETURN made;
    END
"""
# Where the code goes: to what was meant when it was asked for, or nowhere. Once.
TO = f"""
    BEGIN
        {SENDER}
        RETURN QUERY SELECT c.person_id, c.safe_channel, {CARD}, c.safe_from, c.safe_until
          FROM outbox_proof p JOIN people_card c ON c.id = p.card
         WHERE p.id = wanted AND {OPEN} AND p.mac IS NULL AND p.way = outbox_hash(c.id, {CARD})
           AND c.protection = 'INGEN' AND NOT EXISTS ({CHOSEN});
        RETURN QUERY SELECT o.person_id, o.channel, {OWN}, o.earliest, o.latest
          FROM outbox_proof p JOIN outbox_ownway o ON o.person_id = p.own
         WHERE p.id = wanted AND {OPEN} AND p.mac IS NULL AND p.way = outbox_hash(o.person_id, {OWN})
           AND NOT EXISTS ({PROTECTED});
    END
"""
KEEP = f"""
    BEGIN
        {SENDER}
        UPDATE outbox_proof p SET mac = made_mac WHERE p.id = wanted AND p.mac IS NULL AND {OPEN};
    END
"""
# Each try counts, for the way that the code went. What was proven before it is then proven no more.
TRY = f"""
    DECLARE it record; kept text;
    BEGIN
        SELECT * INTO it FROM outbox_to_prove(wanted);
        IF NOT FOUND THEN RETURN false; END IF;
        UPDATE outbox_proof p SET tries = p.tries + 1
         WHERE p.id = asked AND {ITS} AND p.way = outbox_hash(coalesce(it.card, it.own), it.destination) AND {OPEN}
        RETURNING p.mac INTO kept;
        IF kept IS NULL OR kept IS DISTINCT FROM given_mac THEN RETURN false; END IF;
        DELETE FROM outbox_proof p WHERE {ITS} AND p.proven_at IS NOT NULL;
        UPDATE outbox_proof p SET proven_at = clock_timestamp(), mac = NULL WHERE p.id = asked;
        RETURN true;
    END
"""
# Her choice is taken away, and what was proven of it. How often she has asked stands.
FORGET = """
    BEGIN
        UPDATE outbox_proof p SET way = '', mac = NULL, proven_at = NULL
         WHERE p.own = access_person() AND access_person_whole();
    END
"""

# As in 0002, of what is proven.
WAYS = f"""
    DECLARE hers uuid;
    BEGIN
        {SENDER}
        SELECT a.person INTO hers FROM outbox_asked a WHERE a.id = wanted;
        IF EXISTS (SELECT 1 FROM outbox_ownway o WHERE o.person_id = hers) THEN
            RETURN QUERY SELECT hers, o.channel, {OWN}, o.earliest, o.latest, NULL::uuid
              FROM outbox_ownway o WHERE o.person_id = hers AND o.channel IN ('SMS', 'EMAIL')
               AND {proven("o", "person_id", "channel")} AND NOT EXISTS ({PROTECTED});
            RETURN;
        END IF;
        RETURN QUERY SELECT hers, c.safe_channel, {CARD},
               max(c.safe_from), min(c.safe_until), (array_agg(c.owner_unit_id ORDER BY c.owner_unit_id))[1]
          FROM people_card c
         WHERE c.person_id = hers AND c.protection = 'INGEN' AND {CARD} <> ''
           AND {proven("c", "id", "safe_channel")} GROUP BY 2, 3;
    END
"""
# The units that have the same way to her as the one whose card her code went by, and have proven it themselves.
UNITS = f"""
    BEGIN
        RETURN QUERY SELECT c.owner_unit_id FROM people_card d JOIN people_card c ON c.person_id = d.person_id
           AND c.safe_channel = d.safe_channel AND {CARD} = {goes("d", "safe_channel")}
         WHERE d.person_id = access_person() AND d.owner_unit_id = access_person_door()
           AND {goes("d", "safe_channel")} <> '' AND {proven("d", "id", "safe_channel")}
           AND {proven("c", "id", "safe_channel")};
    END
"""


class Migration(migrations.Migration):
    dependencies = [("outbox", "0004_protected")]
    operations = [
        sql(PROOF),
        sql(HASH),
        *definer("outbox_proven_at(whose uuid, destination text)", "timestamptz", PROVEN_AT, to=(RULES,)),
        *definer(
            "outbox_to_prove(wanted uuid)",
            f"TABLE (card uuid, own uuid, channel text, destination text, {HOURS})",
            TO_PROVE,
            rows=1,
            to=(RULES,),
        ),
        *definer(
            "outbox_way_now(wanted uuid)",
            f"TABLE (channel text, destination text, {HOURS}, proven_at timestamptz, asked uuid)",
            NOW,
            rows=1,
            to=(APP,),
        ),
        *definer("outbox_ask_proof(wanted uuid)", "uuid", ASK, volatile=True, to=(APP,)),
        *definer(
            "outbox_proof_to(wanted uuid)",
            f"TABLE (person uuid, channel text, destination text, {HOURS})",
            TO,
            rows=1,
            to=(APP,),
        ),
        *definer("outbox_keep_proof(wanted uuid, made_mac text)", "void", KEEP, volatile=True, to=(APP,)),
        *definer(
            "outbox_try_proof(wanted uuid, asked uuid, given_mac text)",
            "boolean",
            TRY,
            volatile=True,
            to=(APP,),
        ),
        *definer("outbox_forget_own()", "void", FORGET, volatile=True, to=(APP,)),
        *definer(
            "outbox_ways(wanted uuid)",
            f"TABLE (person uuid, channel text, destination text, {HOURS}, door uuid)",
            WAYS,
            rows=1,
            to=(APP,),
        ),
        *definer("access_person_units()", "TABLE (unit uuid)", UNITS, rows=2),
    ]
