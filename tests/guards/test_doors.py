"""One door in, one door out: every action and every query keeps the form that makes it safe."""

import ast

import pytest

from tests.guards import doors, source

GOOD = """
@transaction.atomic
def end_step(step_id, *, by):
    require(policy.may_end(by, step_id))
    log_change("step.end", "step", step_id)
"""
BROKEN = {
    "takes no keyword-only `by`": GOOD.replace("*, by", "by"),
    "is not one transaction": GOOD.replace("@transaction.atomic", "@cache"),
    "requires nothing of a policy": GOOD.replace(
        "require(policy.may_end(by, step_id))", "policy.may_end(by)"
    ),
    "writes no log entry": GOOD.replace("log_change(", "print("),
}


def faults(text: str) -> list[str]:
    door = source.doors_of(ast.parse(text), "made_up.actions")[-1]
    nodes = {node.name: node for node in source.functions(ast.parse(text))}
    return doors.faults_of_action(door, source.calls_within(nodes)[door.short])


def test_every_action_is_whole():
    assert not doors.faulty_actions()


def test_every_query_is_given_its_actor():
    assert not doors.faulty_queries()


@pytest.mark.parametrize("excepted", [*doors.NOT_ACTIONS, *doors.WITHOUT_ACTOR])
def test_an_exception_names_something_that_is_there(excepted):
    assert excepted in {door.name for door in (*source.doors("actions"), *source.doors("queries"))}


def test_a_whole_action_passes():
    assert not faults(GOOD)


@pytest.mark.parametrize(("fault", "text"), BROKEN.items(), ids=list(BROKEN))
def test_a_broken_action_is_found(fault, text):
    assert faults(text) == [fault]


def test_what_another_function_of_the_module_does_counts():
    helper = "def _told(step_id):\n    log_change('step.end', 'step', step_id)\n"
    assert not faults(helper + GOOD.replace('log_change("step.end", "step", step_id)', "_told(step_id)"))


def test_a_query_without_actor_is_found():
    (door,) = source.doors_of(ast.parse("def steps_of(case, actor): ..."), "made_up.queries")
    assert doors.fault_of_query(door)


def test_what_only_the_inside_of_a_door_uses_is_no_door():
    sibling = ast.parse(
        "from samvag.cases.actions.case import own_case\nfrom samvag.cases import actions\nactions.tell()"
    )
    assert {"own_case", "tell"} <= source.used_of("cases.actions", sibling)
    assert not source.used_of("plans.actions", sibling)
