"""What an action and a query must look like, and the few functions beside them that are something else."""

import ast

from tests.guards.source import Door, Function, calls_within, doors, functions, modules, tree

#: Public functions of `actions` that are no actions. Each says why it may be.
NOT_ACTIONS = {
    "audit.actions.log_change": "it is the log: who acts comes from the database's verified context",
    "cases.actions.report.card_has_changed": "listens: within the act that announced it, which required and logged",
    "cases.actions.report.consent_has_changed": "listens: within the act that announced it",
    "intake.actions.bringing_in.bring_in": "opens many transactions, each acting anew: docs/adr/0004",
    "cases.actions.case.tell": "tells of a row within the act that changed it, which required and is logged by it",
    "cases.actions.refusals.in_words": "puts what the database refuses in words, around a statement",
    "drafts.actions.drop_draft": "one's own, which nobody else ever sees: the database shows it to the writer alone",
    "drafts.actions.keep_draft": "saved every other second while one writes, and seen by the writer alone",
}

#: Public functions of `queries` without an actor. Each says why.
WITHOUT_ACTOR = {
    "rights.queries.correction.lately": "picks among what was read with an actor",
    "agencies.eid.queries.brokers": "settings, the same for everybody",
    "agencies.queries.places_of_account": "at login there is no actor yet",
    "agencies.queries.places_of_staff": "at the choice of unit there is no actor yet",
}


def faults_of_action(door: Door, reached: set[str]) -> list[str]:
    """`reached` is everything that the action calls, its module's own functions seen through."""
    keywords = {argument.arg for argument in door.node.args.kwonlyargs}
    faults = [] if "by" in keywords else ["takes no keyword-only `by`"]
    if not is_atomic(door.node):
        faults.append("is not one transaction")
    if "require" not in reached:
        faults.append("requires nothing of a policy")
    if "log_change" not in reached:
        faults.append("writes no log entry")
    return faults


def is_atomic(node: Function) -> bool:
    return any(ast.unparse(decorator).startswith("transaction.atomic") for decorator in node.decorator_list)


def fault_of_query(door: Door) -> str:
    positional = [*door.node.args.posonlyargs, *door.node.args.args]
    return "" if positional and positional[0].arg == "actor" else "its first parameter is not `actor`"


def faulty_actions() -> list[str]:
    nodes = {node.name: node for file in modules("actions") for node in functions(tree(file))}
    reached = calls_within(nodes)
    return [
        f"{door.name} {fault}"
        for door in doors("actions")
        if door.name not in NOT_ACTIONS
        for fault in faults_of_action(door, reached[door.short])
    ]


def faulty_queries() -> list[str]:
    faults = [
        (door.name, fault_of_query(door)) for door in doors("queries") if door.name not in WITHOUT_ACTOR
    ]
    return [f"{name}: {fault}" for name, fault in faults if fault]
