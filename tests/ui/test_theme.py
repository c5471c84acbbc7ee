"""The theme: contrast of every pair in light and dark, weight of what a page loads, and vendored files as noted."""

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "samvag" / "ui" / "static" / "ui"
PAIRS = dict(
    re.findall(
        r"--((?:ds-color|sv)-[\w-]+): light-dark\((#\w{6}, #\w{6})\)",
        (STATIC / "css" / "colours.css").read_text(),
    )
)
KINDS = ("contact", "intervention", "care", "studies", "placement", "job", "meeting", "step")
NAMES = ("accent", "neutral", "info", "success", "warning", "danger")
INK, MUTED = "ds-color-neutral-text-default", "ds-color-neutral-text-subtle"


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str, scheme: int) -> float:
    a, b = sorted((luminance(PAIRS[name].split(", ")[scheme]) for name in (one, other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


TEXTS = [
    *((text, ground) for text in (INK, MUTED) for ground in ("sv-ground", "sv-paper")),
    *(("sv-on-bead", f"sv-{kind}") for kind in KINDS),
    *((f"sv-{name}", "sv-paper") for name in ("gap", "wait")),
    *((f"ds-color-{name}-text-default", f"ds-color-{name}-surface-tinted") for name in NAMES),
    *((f"ds-color-{name}-text-subtle", f"ds-color-{name}-surface-tinted") for name in NAMES),
    *((f"ds-color-{name}-base-contrast-default", f"ds-color-{name}-base-default") for name in NAMES),
    *((f"ds-color-{name}-base-contrast-default", f"ds-color-{name}-base-hover") for name in NAMES),
]
SHAPES = [
    *((f"sv-{name}", "sv-paper") for name in (*KINDS, "now")),
    *((f"ds-color-{name}-border-default", "sv-paper") for name in NAMES),
    ("ds-color-focus-outer", "sv-ground"),
    ("ds-color-focus-outer", "sv-paper"),
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_stands_out_from_its_ground(text: str, ground: str, scheme: int) -> None:
    assert contrast(text, ground, scheme) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_and_borders_stand_out_from_their_ground(shape: str, ground: str, scheme: int) -> None:
    assert contrast(shape, ground, scheme) >= 3.0


def test_all_styles_weigh_less_than_thirty_five_kilobytes() -> None:
    assert len(gzip.compress((STATIC / "samvag.css").read_bytes())) < 35_000


def test_vendored_files_are_those_noted_and_the_joined_styles_are_current() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "bin" / "vendor", "check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_no_template_holds_inline_script_or_style() -> None:
    for path in (ROOT / "samvag").glob("*/jinja2/**/*.html"):
        source = path.read_text()
        assert not re.search(r"\sstyle=\"|\son\w+=\"|<style", source), path
        for script in re.findall(r"<script[^>]*>", source):
            assert "src=" in script or 'type="application/json"' in script, path
