"""What we ship with, looked up: which newer versions there are, since when, and which faults are known.

`python -m tests.guards.components` asks PyPI and npm and writes docs/components.csv; what is there is held against the
time frames of docs/security.md by the tests, on the day that they run. What an index does not answer is written as not
asked, and counts as a fault that is high.
"""

import csv
import json
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import distributions
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.guards.source import PROGRAM, PROJECT

LIST = PROJECT / "docs" / "components.csv"
LOCK = PROJECT / "requirements" / "run.txt"
VENDORED = PROGRAM / "ui" / "static" / "ui" / "vendor" / "vendored.json"
PYPI, NPM = "https://pypi.org", "https://registry.npmjs.org"
NONE, NOT_ASKED = "none", "not asked"
#: As docs/security.md says it. Which fault is used against somebody no index tells: that is read, and mended by hand.
HIGH, NEWER_ONLY = timedelta(days=14), timedelta(days=180)
SEEN_WITHIN = timedelta(days=180)
PYTHON = "3.11"


@dataclass(frozen=True)
class Component:
    """`newer` is the oldest version above ours that everything else lets in, `since` the day when it came."""

    index: str
    name: str
    version: str
    looked_up: str
    newer: str
    since: str
    faults: str

    @property
    def faulty(self) -> bool:
        return self.faults not in (NONE, NOT_ASKED)

    @property
    def mended_by(self) -> date | None:
        """Also where no newer version mends it: then it is taken out, or what it does is closed."""
        if not (self.newer or self.faulty):
            return None
        return date.fromisoformat(self.since or self.looked_up) + (
            NEWER_ONLY if self.faults == NONE else HIGH
        )


def locked() -> list[tuple[str, str, str]]:
    """Index, name and version of each, as the lock and the manifest of what is vendored have them."""
    python = re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==([^ ;\\]+)", LOCK.read_text(), re.MULTILINE)
    vendored = json.loads(VENDORED.read_text())["packages"]
    return [
        *(("PyPI", name, version) for name, version in python),
        *(("npm", package["name"], package["version"]) for package in vendored),
    ]


def overdue(components: Iterable[Component], today: date) -> list[str]:
    """Each that should have been renewed, in words."""
    said = []
    for one in components:
        if one.mended_by and one.mended_by < today:
            said.append(f"{one.name} {one.version}: faults {one.faults}, {one.newer or 'nothing'} newer")
        if date.fromisoformat(one.looked_up) + SEEN_WITHIN < today:
            said.append(f"{one.name} {one.version}: not looked up since {one.looked_up}")
    return said


def look_up(pypi: str, npm: str) -> list[Component]:
    today, held_back = datetime.now(UTC).date().isoformat(), holding()
    found = []
    for index, name, version in locked():
        if index == "PyPI":
            told = _on_pypi(pypi, name, version, held_back.get(name, []))
        else:
            told = _on_npm(npm, name, version)
        found.append(Component(index, name, version, today, *told))
    return found


def holding() -> dict[str, list[Requirement]]:
    """What the installed ask of each other; what we ourselves ask for is no excuse."""
    asked: dict[str, list[Requirement]] = {}
    for one in distributions():
        for line in one.requires or [] if one.name != "samvag" else []:
            wanted = Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                asked.setdefault(canonicalize_name(wanted.name), []).append(wanted)
    return asked


def _on_pypi(at: str, name: str, version: str, held_back: list[Requirement]) -> tuple[str, str, str]:
    page = _get(f"{at}/pypi/{quote(name)}/json")
    newer = []
    for number, files in page["releases"].items():
        usable = [file for file in files if not file["yanked"] and _runs(file["requires_python"])]
        if usable and _above(number, version) and all(number in wanted.specifier for wanted in held_back):
            newer.append((Version(number), min(file["upload_time"] for file in usable)[:10]))
    yanked = [file["yanked"] for file in page["releases"].get(version, [])]
    faults = [version + " taken back"] if yanked and all(yanked) else _faults(at, name, version, page)
    return *_oldest(newer), NOT_ASKED if faults is None else " ".join(faults) or NONE


def _faults(at: str, name: str, version: str, page: dict[str, Any]) -> list[str] | None:
    """Of just our version; the page of the project tells of the latest alone."""
    if page["info"]["version"] != version:
        try:
            page = _get(f"{at}/pypi/{quote(name)}/{quote(version)}/json")
        except URLError:
            return None
    return [fault["id"] for fault in page["vulnerabilities"] if not fault["withdrawn"]]


def _on_npm(at: str, name: str, version: str) -> tuple[str, str, str]:
    page = _get(f"{at}/{quote(name, safe='@')}")
    newer = [
        (Version(number), page["time"][number][:10])
        for number, facts in page["versions"].items()
        if _above(number, version) and not facts.get("deprecated")
    ]
    try:
        told = _get(f"{at}/-/npm/v1/security/advisories/bulk", {name: [version]})
    except URLError:
        return *_oldest(newer), NOT_ASKED
    return *_oldest(newer), " ".join(fault["url"].rpartition("/")[2] for fault in told.get(name, [])) or NONE


def _oldest(newer: list[tuple[Version, str]]) -> tuple[str, str]:
    if not newer:
        return "", ""
    version, _day = min(newer)
    return str(version), min(day for _version, day in newer)


def _above(number: str, ours: str) -> bool:
    if re.fullmatch(r"\d+(\.\d+)*(\.?post\d+)?", number) is None:
        return False
    return Version(number) > Version(ours)


def _runs(requires_python: str | None) -> bool:
    return Requirement(f"python{requires_python or ''}").specifier.contains(PYTHON)


def _get(address: str, asked: dict[str, list[str]] | None = None) -> Any:
    body = None if asked is None else json.dumps(asked).encode()
    with urlopen(Request(address, body, {"Content-Type": "application/json"}), timeout=30) as answer:
        return json.load(answer)


def read(file: Path = LIST) -> list[Component]:
    with file.open(newline="", encoding="utf-8") as opened:
        return [Component(**row) for row in csv.DictReader(opened)]


def write(components: Iterable[Component], file: Path = LIST) -> None:
    """Whole, or as it was."""
    beside = file.with_suffix(".new")
    with beside.open("w", newline="", encoding="utf-8") as opened:
        lines = csv.writer(opened, lineterminator="\n")
        lines.writerow(field.name for field in fields(Component))
        lines.writerows(map(astuple, components))
    os.replace(beside, file)


def main() -> int:
    try:
        components = look_up(PYPI, NPM)
    except URLError as fault:
        print(f"{LIST.name} is as it was: an index does not answer ({fault})")
        return 2
    write(components)
    late = overdue(components, datetime.now(UTC).date())
    faults = [f"{one.name} {one.version}: {one.faults}" for one in components if one.faulty]
    unasked = [one.name for one in components if one.faults == NOT_ASKED]
    print(f"{len(components)} looked up; overdue {len(late)}; known faults {len(faults)}")
    print(*late, *faults, f"Not asked: {', '.join(unasked) or 'none'}", sep="\n")
    return 1 if late or faults else 0


if __name__ == "__main__":
    sys.exit(main())
