"""Writes the pages that are made from code: `make docs`. A guard checks that they are current.

python -m docs          writes docs/access.md and docs/states.md
"""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samvag.config.settings")

HERE = Path(__file__).parent
MADE = "*Made from the code by `make docs`; a guard checks that it is current.*\n\n"


def access() -> str:
    """Who may open which page. What they see on it, the database decides."""
    from django.utils.translation import override

    from samvag.access.roles import LABELS, Role
    from tests.guards.routes import routes

    with override("en"):
        names = [str(LABELS[role]) for role in Role]
    lines = [
        "# Who opens what\n\n" + MADE,
        "A page opens by role; **whose** rows it shows is decided by row-level security: a worker's own persons by",
        "assignment and cover, a manager's and recipient's whole unit, others' rows by consents that live now and",
        "membership of the team. Everything else is *not found*. Pages of login belong to the login package.\n",
        f"| page | methods | {' | '.join(names)} | the person herself |",
        f"| --- | --- |{' :-: |' * (len(names) + 1)}",
    ]
    for route in sorted(routes(), key=lambda one: one.path):
        lines.append(
            f"| `/{route.path}` | {', '.join(route.methods)} | {' | '.join(_marks(route.opens_to))} |"
        )
    return "\n".join([*lines, "", *who_sees()]) + "\n"


def who_sees() -> list[str]:
    """The policy table, row by row."""
    from django.utils.translation import override

    from samvag.access.answers import rows

    lines = [
        "## Who sees what\n",
        "The policy table of `samvag/access/table.py`, which the database's policies and the page *Vem ser vad* read.",
        "What no row opens is closed, and a no beats every yes.\n",
        "| | because | when |\n| :-: | --- | --- |",
    ]
    with override("en"):
        for row in rows():
            when = "; ".join(f"**{axis}** {', '.join(map(str, names))}" for axis, names in row.asks)
            lines.append(f"| {'yes' if row.permits else 'no'} | {row.sentence} | {when} |")
    return lines


def _marks(opens_to: object) -> Iterator[str]:
    from samvag.access.pages import THE_PERSON
    from samvag.access.roles import Role

    for role in Role:
        yield (
            "all"
            if opens_to == "anyone"
            else "yes"
            if isinstance(opens_to, frozenset) and role in opens_to
            else ""
        )
    yield "all" if opens_to == "anyone" else "yes" if opens_to == THE_PERSON else ""


def states() -> str:
    """What may follow what, for everything that has states."""
    from samvag.cases.terms import HANDOVER_MOVES
    from samvag.intake.terms import TRANSITIONS

    parts = ["# States\n\n" + MADE.rstrip()]
    for title, moves in (("A list that comes in", TRANSITIONS), ("A hand-over", HANDOVER_MOVES)):
        arrows = [f"    {one} --> {other}" for one, others in moves.items() for other in sorted(others)]
        parts.append(f"## {title}\n\n```mermaid\nstateDiagram-v2\n" + "\n".join(arrows) + "\n```")
    return "\n\n".join(parts) + "\n"


def pages() -> dict[Path, str]:
    """Each made page with the text that it should have."""
    return {HERE / "access.md": access(), HERE / "states.md": states()}


def main() -> None:
    import django

    django.setup()
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
