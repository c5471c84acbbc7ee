"""What a heading may mean, by its words alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from samvag.codes.files import spelling_rows
from samvag.kernel.spelling import bare, fold

KNOWN_BUT_NOT_READ = "-"
SURE, PUT_TOGETHER, WITH_A_STRANGER = 100, 60, 40
"""How sure: a heading in the table; one put together of known words; with one unknown word among them."""

_FILLER = "filler"
_LONGEST = 120
_CAMEL = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")
_WORD = re.compile(r"[^\W_]+\.?")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|[*:]")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[a-zA-Z])[.):]\s*")


@dataclass(frozen=True, slots=True)
class Rule:
    field: str
    needed: frozenset[str]
    allowed: frozenset[str]


def fields_named(heading: str) -> dict[str, int]:
    """Field → how sure; `-` for a heading that is known not to be read; empty when nothing is recognised."""
    if len(heading) > _LONGEST:
        return {}
    for wording in _wordings(heading):
        found = _table().get(fold(wording)) or _bare_table().get(bare(fold(wording)))
        if found:
            return dict(found)
    for wording in _wordings(heading):
        put_together = _put_together(wording)
        if put_together:
            return put_together
    return {}


def _wordings(heading: str) -> Iterator[str]:
    yield heading
    yield _ASIDE.sub(" ", heading)
    yield _NUMBERED.sub("", _ASIDE.sub(" ", heading))


@cache
def _table() -> dict[str, dict[str, int]]:
    """The surest heading of a field stands first in the file."""
    table: dict[str, dict[str, int]] = {}
    ranks: dict[str, int] = {}
    for row in spelling_rows("headers"):
        rank = ranks[row["field"]] = ranks.get(row["field"], -1) + 1
        table.setdefault(fold(row["spelling"]), {}).setdefault(row["field"], SURE - min(rank, 150) // 5)
    return table


@cache
def _bare_table() -> dict[str, dict[str, int]]:
    return {bare(spelling): fields for spelling, fields in reversed(_table().items())}


def _put_together(wording: str) -> dict[str, int]:
    words = [_groups_of(word) for word in _WORD.findall(_CAMEL.sub(" ", wording))]
    strangers = sum(not groups for groups in words)
    known = [groups for groups in words if groups]
    if not known or strangers > 1:
        return {}
    found: dict[str, int] = {}
    for rule in _rules():
        if _fits(rule, known):
            sure = (WITH_A_STRANGER if strangers else PUT_TOGETHER) + 3 * len(rule.needed)
            found[rule.field] = max(sure, found.get(rule.field, 0))
    best = max(found.values(), default=0)
    return {field: sure for field, sure in found.items() if sure == best}


def _fits(rule: Rule, words: list[frozenset[str]]) -> bool:
    present = frozenset().union(*words)
    return rule.needed <= present and all(groups & (rule.needed | rule.allowed) for groups in words)


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(row["field"], frozenset(row["groups"].split()), frozenset(row["optional"].split()) | {_FILLER})
        for row in spelling_rows("header_rules")
    )


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    lexicon: dict[str, set[str]] = {}
    for row in spelling_rows("header_words"):
        lexicon.setdefault(bare(fold(row["word"])), set()).add(row["group"])
    return {word: frozenset(groups) for word, groups in lexicon.items()}


@cache
def _groups_of(word: str) -> frozenset[str]:
    """The groups of a word, of what it abbreviates, or of the two words that it is put together of."""
    key = bare(fold(word))
    known = _lexicon().get(key)
    if known:
        return known
    if word.endswith(".") and len(key) >= 3:
        meant = {groups for full, groups in _lexicon().items() if full.startswith(key)}
        if len(meant) == 1:
            return meant.pop()
    return _groups_of_compound(key)


def _groups_of_compound(key: str) -> frozenset[str]:
    for cut in range(2, len(key) - 1):
        first, second = key[:cut], key[cut:]
        left = _lexicon().get(first) or _lexicon().get(first.removesuffix("s"))
        right = _lexicon().get(second)
        if left and right and _FILLER not in left | right:
            return left | right
    return frozenset()
