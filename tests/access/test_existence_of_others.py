"""Another unit and the same person in random orders, in short: `make prove existence` does it at length."""

from random import Random

from tests.proofs import existence as proof

#: Lists, counts, files and what is watched; the long proof opens every page.
SOME = (
    "desk:start", "desk:person", "desk:caseload", "cases:inbox", "cases:week", "consents:list", "followup:board",
    "rights:person", "desk:plan_pdf",
)  # fmt: skip


def test_what_another_unit_does_changes_nothing_here(story):
    with proof.scene() as scene:
        found = scene.rounds(4, Random(), only=SOME)
        assert found.differences == []
        assert found.compared >= 4 * len(SOME)
        assert sum(found.acts.values()) > 4
        slower = scene.clock(30)
    assert {name: more for name, more in slower.items() if abs(more) > 0.005} == {}


def test_that_another_unit_protects_her_is_not_seen_in_what_our_reviewer_has_drawn(story):
    with proof.scene() as scene:
        alone = scene.looked(["rights:review"])
        with proof.undone():
            assert scene.other.does(["registers", "protects"], Random()) == ["registers", "protects"]
            assert scene.looked(["rights:review"]) == alone


def test_a_difference_is_seen(story, monkeypatch):
    """Had the same been done in the own unit: else the test above would prove nothing."""
    with proof.scene() as scene:
        scene.other.unit, scene.other.bo = scene.unit, scene.world.boss
        scene.other.number = proof.KNOWN[0]
        found = scene.rounds(1, Random(1), most=3, only=("desk:start",))
        assert any(line.startswith("rows") for line in found.differences)
