"""How long it takes, and how much memory, to judge a list of 10,000 and of 100,000 rows.

`python -m bench.import_lists` prints a table; each list is judged in a process of its own. CPU seconds count the
parsing process too; memory is the two processes' peaks together, an upper bound.
"""

import argparse
import csv
import gzip
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SIZES = (10_000, 100_000)
KINDS = ("xlsx", "csv")
GOALS = {10_000: (15, 512), 100_000: (150, 512)}
"""Seconds and megabytes for the whole import; judging is one part of it."""

NUMBERS = Path(__file__).parent.parent / "tests" / "data" / "testpersonnummer" / "personnummer.txt.gz"
HEADINGS = (
    "Personnr", "Namn", "Insats", "Inskriven", "Utskriven", "Hemkommun", "Utbildning", "Försörjning in",
    "Försörjning ut", "Remittent", "Avslutsorsak",
)  # fmt: skip
GIVEN = ("Anna", "Nils", "Tigist", "Özlem", "Åke", "Leila", "Erik", "Fatima", "Maja", "Jonas")
FAMILY = ("Ek", "Nguyen", "Åberg", "Svensson", "Hassan", "Lindström", "Sjö", "Tesfaye", "Holm", "Öberg")
INTERVENTIONS = ("Språnget", "Nya vägar", "Steget vidare", "Aktivitetshuset Linden")
PLACES = ("Haninge", "0138 Tyresö", "NYNÄSHAMN", "136", "Haninge kn", "Hanninge")
EDUCATION = ("gy", "Grundskola", "eftergymnasial", "okänt", "ej slutförd grundskola")
LIVELIHOOD = ("försörjn.stöd", "AE", "a-kassa", "Sjukpenning (FK) 50 %", "lön", "saknas", "???", "etabl.ers.")
REFERRERS = ("AF", "Försäkringskassan", "IFO", "psykiatrin", "egen ansökan", "vårdcentralen")
REASONS = ("Slutförd - arbete", "studier", "flytt", "eget val", "sjukdom", "utebliven kontakt")


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", type=Path, help="judge this list and print the figures as JSON")
    given = parser.parse_args(words)
    if given.one:
        print(json.dumps(judge_one(given.one)))
        return 0
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| rows | file | MB | CPU s | wall s | memory MB | accepted | goal, whole import |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for rows in SIZES:
            for kind in KINDS:
                print(row_of_figures(rows, make_list(Path(folder) / f"{rows}.{kind}", rows)), flush=True)
    return 0


def row_of_figures(rows: int, path: Path) -> str:
    command = [sys.executable, "-m", "bench.import_lists", "--one", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout)
    seconds, memory = GOALS[rows]
    size = path.stat().st_size / 1e6
    return (
        f"| {rows:,} | {path.suffix[1:]} | {size:.1f} | {figures['cpu']:.1f} | {figures['wall']:.1f} "
        f"| {figures['memory']:.0f} | {figures['accepted']:,} | {seconds} s, {memory} MB |"
    )


def judge_one(path: Path) -> dict[str, Any]:
    from django.conf import settings

    settings.configure(USE_I18N=False, USE_TZ=True)
    from samvag.intake.lists.judging import judge

    began, cpu = time.perf_counter(), _cpu()
    with judge(path, today=date(2026, 11, 22)) as judgement:
        for _result in judgement:
            pass
    memory = sum(
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {
        "cpu": _cpu() - cpu,
        "wall": time.perf_counter() - began,
        "memory": memory / 1024,
        "accepted": judgement.accepted,
    }


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def make_list(path: Path, rows: int) -> Path:
    """A list as an intervention keeps it: official test numbers, made-up names, spellings of every sort."""
    if path.suffix == ".csv":
        with path.open("w", encoding="cp1252", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows([HEADINGS, *made_up(rows)])
        return path
    from xlsxwriter import Workbook

    book = Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Deltagare")
    for number, row in enumerate([HEADINGS, *made_up(rows)]):
        sheet.write_row(number, 0, row)
    book.close()
    return path


def made_up(rows: int) -> Iterator[tuple[str, ...]]:
    draw = random.Random(2026)
    numbers = gzip.decompress(NUMBERS.read_bytes()).decode().split()
    numbers = [number for number in numbers if 1962 <= int(number[:4]) <= 2006]
    for row in range(rows):
        number = numbers[row % len(numbers)]
        start = date(2019, 1, 1) + timedelta(days=row // len(numbers) * 90 + draw.randrange(80))
        end = start + timedelta(days=draw.randrange(30, 600))
        done = draw.random() < 0.6
        yield (
            f"{number[:8]}-{number[8:]}" if row % 3 else number,
            f"{draw.choice(FAMILY)}, {draw.choice(GIVEN)} {row}",
            draw.choice(INTERVENTIONS),
            f"{start.day}/{start.month} {start.year}" if row % 2 else start.isoformat(),
            end.isoformat() if done else "",
            draw.choice(PLACES),
            draw.choice(EDUCATION),
            draw.choice(LIVELIHOOD),
            draw.choice(LIVELIHOOD) if done else "",
            draw.choice(REFERRERS),
            draw.choice(REASONS) if done else "",
        )


if __name__ == "__main__":
    sys.exit(main())
