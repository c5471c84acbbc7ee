"""What may be changed is counted by the database, and compared with what the writer had read."""

import ast

from django.apps import apps
from django.db import connections, models

from samvag.access.counting import TRIGGER
from samvag.access.rls import APP
from samvag.access.rows import Versioned
from tests.guards.source import Door, calls_within, doors, functions, modules, tree

#: Tables that the application may update whose rows nobody edits. Each says why.
NOT_EDITED = {
    "agencies_agency": "set-up alone",
    "agencies_association": "set-up alone",
    "agencies_loginrule": "never changed; ended once, under lock",
    "cases_attachmentcontent": "written once, with its attachment",
    "cases_caseloadmove": "an act; that it was undone is told once, under lock",
    "cases_finsamreport": "made anew from its participation, never by hand",
    "cases_livelihood": "written anew with its uppgifter, which are counted",
    "cases_meetingparticipant": "written with its meeting, which is counted",
    "cases_reminder": "an act",
    "consents_consentcategory": "withdrawn once, under its consent's lock",
    "consents_party": "withdrawn once, under its consent's lock",
    "outbox_ownway": "the person's own, kept by her alone",
    "drafts_draft": "one writer's own, kept by her alone",
    "rights_disposal": "counts up while it goes on, by its own job alone",
    "gaps_gap": "the evaluation, and postponements under lock",
    "gaps_postponement": "an act; that it was undone is told once",
}
#: Verbs that write over what somebody may have read. An act that begins with one takes the version.
OVERWRITES = ("change_", "correct_", "edit_", "record_uppgifter", "set_interpreter", "set_value", "tell_")

#: But for the queue of jobs, which is a package's own.
MAY_UPDATE = """
    SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND has_any_column_privilege(%s, c.oid, 'UPDATE') AND c.relname !~ '^procrastinate_' ORDER BY 1
"""
COUNTED = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s AND tgenabled = 'O' ORDER BY 1"


def tables_updated() -> set[str]:
    return _first_column(MAY_UPDATE, APP)


def tables_counted() -> set[str]:
    return _first_column(COUNTED, TRIGGER)


def versioned_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, Versioned)]


def overwriting_acts() -> list[Door]:
    return [door for door in doors("actions") if door.short.startswith(OVERWRITES)]


def acts_without_version() -> list[str]:
    nodes = {node.name: node for file in modules("actions") for node in functions(tree(file))}
    reached = calls_within(nodes)
    return [door.name for door in overwriting_acts() if not compares(door, reached[door.short])]


def compares(door: Door, reached: set[str]) -> bool:
    return "version" in {argument.arg for argument in door.node.args.kwonlyargs} and "as_read" in reached


def counted_by_hand(module: ast.Module) -> list[int]:
    """Lines where the program sets a row's version itself, past the database."""
    targets = [
        target
        for node in ast.walk(module)
        if isinstance(node, ast.Assign | ast.AugAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    parts = [part for target in targets for part in ast.walk(target)]
    return [part.lineno for part in parts if isinstance(part, ast.Attribute) and part.attr == "version"]


def _first_column(statement: str, about: str) -> set[str]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, [about])
        return {name for (name,) in cursor.fetchall()}
