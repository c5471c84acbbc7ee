"""The pages of a list: look before anything is written, follow it, teach a word, undo."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob

from samvag.access.roles import Role
from samvag.cases.models import Participation
from samvag.intake.actions.bringing_in import bring_in
from samvag.intake.models import Upload
from tests.harness.acting import acting

LIST = Path(__file__).parents[1] / "data" / "lists" / "ame-lista-2024.xlsx"


@pytest.fixture
def manager(ame, staff):
    return staff(ame, Role.MANAGER)


@pytest.fixture
def browser(pages, manager, ame):
    return pages(manager, ame)


def upload_of(ame, manager) -> Upload:
    with acting(manager, ame):
        return Upload.objects.latest("at")


def send(browser, content: bytes = LIST.read_bytes(), name: str = "ame-lista-2024.xlsx"):
    return browser.post("/listor/", {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_the_preview_says_what_goes_in_and_writes_nothing(browser, ame, manager):
    page = send(browser).content.decode()
    assert "106 rader går att läsa in" in page
    assert "Läses som" in page
    with acting(manager, ame):
        assert not Participation.objects.exists()


def test_bringing_in_defers_a_job_of_ids_only_and_the_page_follows_it(browser, ame, manager):
    send(browser)
    upload = upload_of(ame, manager)
    page = browser.post(f"/listor/{upload.id}/las-in/", follow=True).content.decode()
    assert "Du kan lämna sidan" in page
    job = ProcrastinateJob.objects.get(task_name="intake.bring_in_list")
    assert set(job.args) == {"upload", "staff", "unit"}
    bring_in(upload.id, lambda: acting(manager, ame))
    page = browser.get(f"/listor/{upload.id}/").content.decode()
    assert "lotterivinst" in page
    assert "Fördela" in page


def test_the_part_that_is_polled_is_the_part_of_the_page(browser, ame, manager):
    send(browser)
    upload = upload_of(ame, manager)
    bring_upload(browser, upload, manager, ame)
    whole = browser.get(f"/listor/{upload.id}/").content.decode()
    part = browser.get(f"/listor/{upload.id}/", headers={"HX-Request": "true"}).content.decode().strip()
    start = part.split("csrfmiddlewaretoken")[0]
    assert start in whole
    assert "<html" not in part


def bring_upload(browser, upload, manager, ame):
    browser.post(f"/listor/{upload.id}/las-in/")
    bring_in(upload.id, lambda: acting(manager, ame))


def test_a_taught_word_and_a_second_look_bring_the_row_in(browser, ame, manager):
    send(browser)
    upload = upload_of(ame, manager)
    bring_upload(browser, upload, manager, ame)
    answer = {"system": "livelihood_source", "spelling": "lotterivinst", "code": "OTHER"}
    browser.post(f"/listor/{upload.id}/ord/", answer)
    page = browser.post(f"/listor/{upload.id}/igen/", follow=True).content.decode()
    assert "<strong>2 rader går att läsa in" in page


def test_columns_can_be_told_by_hand_and_one_fact_has_one_column(browser, ame, manager):
    content = b"Personnummer;Insats;Start\n20000822-2390;Klivet;2024-01-02\n"
    send(browser, content, "utan-rubriker.csv")
    upload = upload_of(ame, manager)
    page = browser.post(
        f"/listor/{upload.id}/kolumner/", {"c0": "identity", "c1": "intervention", "c2": "intervention"}
    )
    assert page.status_code == 422
    assert "är vald för flera kolumner" in page.content.decode()


def test_a_file_that_is_no_list_says_why_and_what_to_do(browser):
    page = send(browser, b"%PDF-1.7", "lista.xlsx").content.decode()
    assert "Listan gick inte att läsa" in page
    assert "Välj en annan fil" in page


def test_undo_is_offered_and_done(browser, ame, manager):
    send(browser)
    upload = upload_of(ame, manager)
    bring_upload(browser, upload, manager, ame)
    assert (
        "Inläsningen är ångrad" in browser.post(f"/listor/{upload.id}/angra/", follow=True).content.decode()
    )
    with acting(manager, ame):
        assert not Participation.objects.exists()


def test_another_units_manager_does_not_find_the_list(browser, pages, ame, manager, unit, staff):
    send(browser)
    upload = upload_of(ame, manager)
    other = unit("Soc")
    assert pages(staff(other, Role.MANAGER), other).get(f"/listor/{upload.id}/").status_code == 404


def test_a_worker_does_not_open_the_lists(pages, staff, ame):
    assert pages(staff(ame), ame).get("/listor/").status_code == 403
