"""Imports run downwards only: the contracts in pyproject.toml, and each of them broken once in a made-up house."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.source import PROJECT, python_files, tree

FLOORS = [
    "config", "desk", "my_way", "simulate", "rights", "development", "economy", "followup", "gaps", "placements",
    "voice", "outreach", "intake", "plans", "cases", "consents", "catalogue", "outbox", "people", "agencies", "codes",
    "drafts", "audit", "access", "ui", "travel", "ops", "kernel",
]  # fmt: skip
LINT = Path(sys.executable).parent / "lint-imports"
BROKEN = {
    "Imports run downwards only": ("cases/actions.py", "import samvag.gaps.actions"),
    "Inside an app": ("cases/policy.py", "import samvag.cases.actions"),
    "Views cannot write queries": ("desk/views.py", "import samvag.people.models"),
    "The kernel imports nothing of ours": ("kernel/dates.py", "import samvag.ui.views"),
}


@pytest.fixture
def house(tmp_path):
    """Every floor with every room, importing nothing."""
    for floor in FLOORS:
        folder = tmp_path / "samvag" / floor
        folder.mkdir(parents=True)
        for room in ("__init__", "urls", "views", "forms", "actions", "queries", "policy", "models", "terms"):
            (folder / f"{room}.py").touch()
    (tmp_path / "samvag" / "__init__.py").touch()
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    return tmp_path


def judged(house: Path) -> tuple[int, str]:
    done = subprocess.run([LINT, "--no-cache"], cwd=house, capture_output=True, text=True, check=False)
    return done.returncode, " ".join(done.stdout.split())


def test_a_house_in_order_passes_and_an_unplaced_app_does_not(house):
    assert judged(house)[0] == 0
    (house / "samvag" / "attic").mkdir()
    (house / "samvag" / "attic" / "__init__.py").touch()
    assert judged(house)[0] == 1


def test_our_house_is_in_order():
    code, said = judged(PROJECT)
    assert code == 0, said


@pytest.mark.parametrize("contract", BROKEN)
def test_a_broken_contract_is_found(house, contract):
    file, line = BROKEN[contract]
    (house / "samvag" / file).write_text(line)
    code, said = judged(house)
    assert code == 1
    assert any(contract in part for part in said.split("KEPT") if "BROKEN" in part)


def test_views_and_forms_write_no_sql():
    """Contracts see no part of a package from outside, so this one is ours."""
    rooms = [file for file in python_files() if {"views", "forms"} & {file.stem, file.parent.name}]
    assert rooms
    assert not [str(file) for file in rooms if "django.db" in imported(file)]


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in tree(file).body:
        names |= (
            {alias.name for alias in getattr(node, "names", [])} if type(node).__name__ == "Import" else set()
        )
        names |= {getattr(node, "module", "") or ""}
    return {name for full in names for name in (full, full.rpartition(".")[0])}
