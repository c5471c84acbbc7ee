"""Runs the checks and the tests, on the embedded database and on Debian's: `bin/test`, `bin/test check`.

Exit code 0 when all passed, 1 when something failed, 3 when all that ran passed but something could not run.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.harness import debian

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CHECKS = {
    "style": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy", "samvag"],
    "floors": ["lint-imports"],
}
ON_BOTH = ["--ignore=tests/ops", "-m", "not browser"]
"""On the second database: not the launcher of the first, and not the browser, which sees no difference."""


def main() -> int:
    os.chdir(ROOT)
    only_checks = sys.argv[1:] == ["check"]
    failed = checks()
    missing: list[str] = []
    if not only_checks:
        missing = what_is_missing()
        failed += [] if tests("embedded PostgreSQL", [], {}) else ["tests on the embedded database"]
        if debian.programs():
            with debian.running() as address:
                fine = tests("Debian's PostgreSQL", ON_BOTH, {"SAMVAG_DATABASE_URL": address})
            failed += [] if fine else ["tests on Debian's PostgreSQL"]
    for line in missing:
        print(f"COULD NOT RUN: {line}")
    for line in failed:
        print(f"FAILED: {line}")
    return 1 if failed else 3 if missing else 0


def checks() -> list[str]:
    """All beside each other; what one says is shown when it failed."""
    started = {
        name: subprocess.Popen(
            [BIN / command[0], *command[1:]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for name, command in CHECKS.items()
    }
    failed = []
    for name, process in started.items():
        said, _ = process.communicate()
        print(f"check {name}: {'ok' if process.returncode == 0 else 'FAILED'}", flush=True)
        if process.returncode:
            print(said, flush=True)
            failed.append(f"check {name}")
    return failed


def tests(where: str, arguments: list[str], environment: dict[str, str]) -> bool:
    print(f"tests on {where}", flush=True)
    began = time.monotonic()
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SAMVAG_DATABASE")}
    done = subprocess.run(
        [BIN / "pytest", "-q", "-n", str(os.cpu_count() or 1), "--dist", "loadscope", *arguments],
        check=False,
        env={**inherited, **environment},
    )
    print(f"tests on {where}: {time.monotonic() - began:.0f} s", flush=True)
    return done.returncode == 0


def what_is_missing() -> list[str]:
    browser = os.environ.get("SAMVAG_CHROMIUM") or shutil.which("chromium")
    return [
        *(
            []
            if browser
            else ["browser tests: no chromium (apt-get install chromium, or SAMVAG_CHROMIUM=/a/browser)"]
        ),
        *(
            []
            if debian.programs()
            else ["tests on Debian's PostgreSQL: none here (apt-get install postgresql)"]
        ),
    ]


if __name__ == "__main__":
    sys.exit(main())
