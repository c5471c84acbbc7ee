"""`make docs`: the manual's pictures, from the story and a tour of the demo.

`python -m tests.browser.pictures [FOLDER]`. Everything in them is made up: people, municipalities, interventions.
"""

import os
import sys
import tempfile
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.harness import environment

environment.enter()
os.environ["SAMVAG_DEMO"] = "1"  # The demo's logins open nothing else.

import django  # noqa: E402

django.setup()

from openpyxl import load_workbook  # noqa: E402
from playwright.sync_api import Browser, Page  # noqa: E402

from samvag.access.context import acting_as  # noqa: E402
from samvag.agencies.models import Staff, Unit  # noqa: E402
from samvag.cases.models import Assignment, Case  # noqa: E402
from samvag.people.models import Card  # noqa: E402
from samvag.simulate.demo import make_demo  # noqa: E402
from samvag.simulate.setting_up import PASSWORD  # noqa: E402
from tests.browser.consenting import Cast as Consents  # noqa: E402
from tests.browser.consenting import Consenting  # noqa: E402
from tests.browser.hiding import Hiding, Those  # noqa: E402
from tests.browser.min_vag import HerWay, World  # noqa: E402
from tests.browser.reviewing import Reviewing  # noqa: E402
from tests.browser.story import Cast, Story  # noqa: E402
from tests.browser.tour import MANAGER, UNIT, WORKER, WORKER_NAME, Tour  # noqa: E402
from tests.harness import chromium  # noqa: E402
from tests.harness.database import Held  # noqa: E402
from tests.harness.serving import serving, working  # noqa: E402
from tests.intake.making import DATA, judged, xlsx  # noqa: E402
from tests.outbox.gateway import answering  # noqa: E402

FOLDER = Path(__file__).parents[2] / "docs" / "manual" / "sv" / "bilder"
WIDTH, TALLEST, SHARPER, AIR = 1040, 1000, 1.35, 12
LARGEST = 150_000
ROWS = 26
MANAGER_NAME = "Karin Åkerlund"
UNITS = ("Arbetsmarknadsenheten Björkvik", "Socialtjänsten Björkvik")
MUNICIPALITY = 6


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    if chromium.path() is None:
        print(chromium.MISSING)
        return 3
    camera = Camera(folder)
    with demo(), chromium.launched() as browser, tempfile.TemporaryDirectory() as place:
        with serving() as address:
            Tour(browser, address, PASSWORD, camera).goes()
            Reviewing(browser, address, PASSWORD, camera).goes()
            Hiding(browser, address, somebody(), camera).goes()
            tell(browser, address, Path(place), camera)
            consents(browser, address, camera)
        her_way(browser, camera)
    camera.forgets_the_rest()
    return 0


SWEDISH = """swedish => {
    document.querySelectorAll("[type=date], [type=time], [data-was]").forEach(box => {
        const value = box.value;
        if (swedish) { box.dataset.was = box.type; box.type = "text"; }
        else { box.type = box.dataset.was; delete box.dataset.was; }
        box.value = value;
    });
    document.querySelectorAll(".in-swedish").forEach(said => said.remove());
    document.querySelectorAll("[type=file]").forEach(box => {
        box.hidden = swedish;
        if (!swedish) return;
        const said = document.createElement("span"), button = document.createElement("span");
        said.className = "in-swedish";
        button.className = "ds-button";
        button.dataset.variant = "secondary";
        button.textContent = "Välj fil";
        said.append(button, "Ingen fil är vald");
        Object.assign(said.style, {display: "flex", gap: ".75rem", alignItems: "center"});
        box.after(said);
    });
}"""
"""What a browser in Swedish says by itself about days, times and files; the one that takes the pictures is English."""


class Camera:
    """Takes a state's picture under the state's name."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.taken = folder, set[str]()

    def __call__(self, page: Page, state: str) -> None:
        size = page.viewport_size
        assert size is not None
        width = min(size["width"], WIDTH)
        page.set_viewport_size({"width": width, "height": size["height"]})
        page.mouse.move(0, 0)
        page.evaluate("document.fonts.ready")
        page.evaluate(SWEDISH, True)
        covered = page.locator("dialog[open]").count()
        height = (
            size["height"]
            if covered
            else min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
        )
        self.keep(state, photograph(page, 0, 0, width, height))
        page.evaluate(SWEDISH, False)
        page.set_viewport_size(size)

    def part(self, page: Page, state: str, selector: str) -> None:
        """Only what the selector finds, with a little air."""
        size = page.viewport_size
        assert size is not None
        page.set_viewport_size({"width": WIDTH, "height": size["height"]})
        box = page.locator(selector).first.bounding_box()
        assert box is not None, selector
        x, y, width, height = (box[side] for side in ("x", "y", "width", "height"))
        self.keep(state, photograph(page, x - AIR, y - AIR, width + 2 * AIR, height + 2 * AIR))
        page.set_viewport_size(size)

    def keep(self, state: str, picture: bytes) -> None:
        assert len(picture) <= LARGEST, f"{state}: {len(picture)} bytes"
        (self.folder / f"{state}.webp").write_bytes(picture)
        self.taken.add(state)

    def forgets_the_rest(self) -> None:
        """Pictures of states that are no more."""
        for file in self.folder.glob("*.webp"):
            if file.stem not in self.taken:
                file.unlink()


def photograph(page: Page, x: float, y: float, width: float, height: float) -> bytes:
    """WebP by the browser itself, which needs no other program."""
    session = page.context.new_cdp_session(page)
    clip = {"x": x, "y": y, "width": width, "height": height, "scale": SHARPER}
    asked = {"format": "webp", "quality": 66, "clip": clip, "captureBeyondViewport": True}
    taken = session.send("Page.captureScreenshot", asked)
    session.detach()
    return b64decode(taken["data"])


@contextmanager
def demo() -> Iterator[None]:
    """The demo association in a database of its own, which is gone afterwards."""
    held = Held()
    held.clean = False
    make_demo()
    yield
    held.renew()
    held.release()


def somebody() -> Those:
    """One of the unit's persons whom another worker has: she is marked as protected, and the first is let in."""
    unit, manager = Unit.objects.get(name=UNIT), Staff.objects.get(name=MANAGER_NAME)
    with acting_as(manager.pk, unit.pk):
        taken = Assignment.objects.filter(staff__name=WORKER_NAME).values("case__person")
        there = Case.objects.filter(closed_on=None).exclude(person__in=taken).values("person")
        card = Card.objects.filter(owner_unit=unit, person__in=there).earliest("id")
        # By her whole name: others may be called the same.
        name = f"{card.given_name} {card.family_name}"
        return Those(MANAGER, WORKER, WORKER_NAME, PASSWORD, card.id, name)


def tell(browser: Browser, address: str, place: Path, camera: Camera) -> None:
    """Every chapter, without the checks of what is not there."""
    story = Story(browser, address, cast(place), camera)
    story.tells_everything()
    story.ends()


def consents(browser: Browser, address: str, camera: Camera) -> None:
    cast = Consents(
        "sara.berg",
        "Sara Berg",
        "karin.akerlund",
        "maria.noren",
        "Maria Norén",
        "annika.rosen",
        UNITS[1],
        PASSWORD,
    )
    Consenting(browser, address, cast, Unit.objects.get(name=UNITS[0]), camera).tells_everything()


def her_way(browser: Browser, camera: Camera) -> None:
    """Min väg on a phone, with a gateway for text messages on this machine: a demo sends none."""
    world = World(*(Unit.objects.get(name=name) for name in UNITS))
    del os.environ["SAMVAG_DEMO"]
    with answering() as gateway:
        os.environ["SAMVAG_SMS_URL"] = gateway.address
        with serving() as address, working():
            HerWay(browser, address, world, gateway, camera).tells()


def cast(place: Path) -> Cast:
    ame, soc = (
        Unit.objects.get(name="Arbetsmarknadsenheten Björkvik"),
        Unit.objects.get(name="Socialtjänsten Björkvik"),
    )
    results = judged(made_up_list(place / "deltagare-ame.xlsx"))
    accepted = [result.record for result in results if result.record]
    present = {record["identity"] for record in accepted if record["end"] is None}
    return Cast(
        list=place / "deltagare-ame.xlsx", columns=11, accepted=len(accepted), refused=len(results) - len(accepted),
        present=len(present), name="Leila Tesfaye", number="199810112384", unit=ame.name, other_unit=soc.name,
        manager="karin.akerlund", worker="sara.berg", worker_name="Sara Berg",
        other_manager="annika.rosen", other_worker="maria.noren", other_worker_name="Maria Norén",
        password=PASSWORD, year=2026,
    )  # fmt: skip


def made_up_list(path: Path) -> Path:
    """The beginning of a given list, without its municipalities, which are real."""
    rows = load_workbook(DATA / "ame-lista-2024.xlsx").worksheets[0].iter_rows(max_row=ROWS, values_only=True)
    return xlsx(path, *([cell for column, cell in enumerate(row) if column != MUNICIPALITY] for row in rows))


if __name__ == "__main__":
    sys.exit(main())
