"""Nobody is played: who acts is decided by the login package's flow and by one file of ours, and by no route."""

import ast
from collections.abc import Iterator

from tests.guards.routes import Route
from tests.guards.source import PROGRAM, python_files

#: What makes somebody logged in, past the flow.
LOGS_IN = {"login", "force_login", "perform_login", "resume_login", "get_user", "login_user", "alogin"}
#: What a session says of who it is.
WHO = {"staff", "level", "_auth_user_id", "_auth_user_backend", "_auth_user_hash"}
#: Where a session is told it, after the flow: nowhere else.
TELLS = {"agencies/accounts.py"}
#: Where a verified person's session is told it, by e-ID.
TELLS_OF_PERSONS = {"access/persons.py"}
PLAYS = ("hijack", "impersonat", "sudo", "/su/", "loginas", "login_as", "become", "switch_user", "masquerade")


def logins(text: str) -> Iterator[str]:
    """Calls that log somebody in."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in LOGS_IN:
                yield f"{name}() in line {node.lineno}"


def tellings(text: str) -> Iterator[str]:
    """Where a session is told who it is."""
    for node in ast.walk(ast.parse(text)):
        for target in getattr(node, "targets", ()) if isinstance(node, ast.Assign) else ():
            if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
                said = ast.unparse(target.value)
                if said.endswith("session") and target.slice.value in WHO:
                    yield f"{said}[{target.slice.value!r}] in line {target.lineno}"


def those_who_play() -> list[str]:
    found = []
    for file in python_files():
        name = str(file.relative_to(PROGRAM))
        text = file.read_text()
        found += [f"{name}: {one}" for one in logins(text)]
        if name not in TELLS | TELLS_OF_PERSONS:
            found += [f"{name}: {one}" for one in tellings(text)]
    return found


def routes_that_play(found: list[Route]) -> list[str]:
    return [one.path for one in found if any(word in f"{one.name} /{one.path}".lower() for word in PLAYS)]
