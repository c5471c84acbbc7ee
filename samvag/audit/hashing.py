"""What is hashed, and how: the same in the database, which seals, and here, where the seals are tried.

A leaf, a node of the tree and a link of the chain begin with a byte of their own: none can be taken for another.
"""

from hashlib import sha256

LEAF, NODE, LINK = b"\x00", b"\x01", b"\x02"
#: A moment as the same text in every time zone and session.
MOMENT = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')"""
FACTS = f"""e.id, {MOMENT.format("e.at")}, e.staff, e.service, e.unit, e.action, e.object, e.object_id,
    to_jsonb(e.subjects), e.detail"""
#: All that an entry says, as one text. One from before grounds were kept says what it said then.
ENTRY_TEXT = f"""(CASE WHEN e.grounds IS NULL THEN jsonb_build_array(1, {FACTS})
    ELSE jsonb_build_array(2, {FACTS}, to_jsonb(e.grounds)) END)::text"""
#: All that a batch says, but for its root.
BATCH_TEXT = f"concat_ws('|', b.number, {MOMENT.format('b.sealed_at')}, b.horizon, b.first, b.count)"


def leaf(text: str) -> bytes:
    return sha256(LEAF + text.encode()).digest()


def root(leaves: list[bytes]) -> bytes:
    """Of a binary tree. One that is over at the end of a level goes up as it is."""
    level = leaves
    while len(level) > 1:
        pairs = [sha256(NODE + b"".join(level[at : at + 2])).digest() for at in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


def head(before: bytes, text: str, root: bytes) -> bytes:
    return sha256(LINK + before + text.encode() + root).digest()
