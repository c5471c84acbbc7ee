"""Made-up lists as an intervention keeps them: official test numbers, invented names, spellings of every sort."""

import csv
import gzip
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

NUMBERS = Path(__file__).parents[2] / "tests" / "data" / "testpersonnummer" / "personnummer.txt.gz"
HEADINGS = (
    "Personnr", "Namn", "Insats", "Inskriven", "Utskriven", "Hemkommun", "Utbildning", "Försörjning in",
    "Försörjning ut", "Remittent", "Avslutsorsak",
)  # fmt: skip
GIVEN = ("Anna", "Nils", "Tigist", "Özlem", "Åke", "Leila", "Erik", "Fatima", "Maja", "Jonas")
FAMILY = ("Ek", "Nguyen", "Åberg", "Svensson", "Hassan", "Lindström", "Sjö", "Tesfaye", "Holm", "Öberg")
INTERVENTIONS = ("Språnget", "Nya vägar", "Steget vidare", "Aktivitetshuset Linden")
PLACES = ("Haninge", "0138 Tyresö", "NYNÄSHAMN", "136", "Haninge kn", "Botkyrka kommun")
EDUCATION = ("gy", "Grundskola", "eftergymnasial", "okänt", "ej slutförd grundskola")
LIVELIHOOD = ("försörjn.stöd", "AE", "a-kassa", "Sjukpenning (FK) 50 %", "lön", "saknas", "csn", "etabl.ers.")
REFERRERS = ("AF", "Försäkringskassan", "IFO", "psykiatrin", "egen ansökan", "vårdcentralen")
SLIPS = {"place": "Hanninge", "livelihood": "???"}
"""One row in fifty has one: such a row is refused."""
REASONS = ("Slutförd - arbete", "studier", "flytt", "eget val", "sjukdom", "utebliven kontakt")


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
        slips = dict([draw.choice(list(SLIPS.items()))]) if draw.random() < 0.02 else {}
        yield (
            f"{number[:8]}-{number[8:]}" if row % 3 else number,
            f"{draw.choice(FAMILY)}, {draw.choice(GIVEN)} {row}",
            draw.choice(INTERVENTIONS),
            f"{start.day}/{start.month} {start.year}" if row % 2 else start.isoformat(),
            end.isoformat() if done else "",
            slips.get("place") or draw.choice(PLACES),
            draw.choice(EDUCATION),
            slips.get("livelihood") or draw.choice(LIVELIHOOD),
            draw.choice(LIVELIHOOD) if done else "",
            draw.choice(REFERRERS),
            draw.choice(REASONS) if done else "",
        )
