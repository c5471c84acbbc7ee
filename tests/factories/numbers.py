"""Skatteverket's open test numbers, the only ones that tests use."""

from pathlib import Path

from samvag import simulate

FILE = Path(simulate.__file__).parent / "data" / "testpersonnummer.txt"


def made_up_numbers(most: int) -> list[str]:
    lines = (line.strip() for line in FILE.read_text("utf-8").splitlines())
    return [line for line in lines if line[:1].isdigit()][:most]
