"""Papers: judged by their bytes, kept under the policies, sent back as files to save."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from samvag.cases.actions.attachment import MOST_BYTES, add_attachment, remove_attachment
from samvag.cases.models import Attachment, AttachmentContent
from samvag.cases.queries.attachments import attachment_content, attachments_of
from samvag.kernel.errors import Refused, Unseen
from samvag.kernel.images import redrawn
from tests.factories.known import known

PDF = b"%PDF-1.7\n%made up\n"


def package(*names: str, mimetype: str = "") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as zipped:
        if mimetype:
            zipped.writestr("mimetype", mimetype)
        for name in names:
            zipped.writestr(name, "<x/>")
    return held.getvalue()


def drawn(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, form)
    return out.getvalue()


DOCX = package("[Content_Types].xml", "word/document.xml")
XLSX = package("[Content_Types].xml", "xl/workbook.xml")
ODT = package(mimetype="application/vnd.oasis.opendocument.text")

ACCEPTED = [
    ("intyg.pdf", PDF, "application/pdf"),
    ("bild.PNG", drawn("PNG"), "image/png"),
    ("bild.jpeg", drawn("JPEG"), "image/jpeg"),
    ("brev.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("lista.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("brev.odt", ODT, "application/vnd.oasis.opendocument.text"),
    ("anteckning.txt", "Hej på dig\n".encode(), "text/plain"),
    ("gammal.txt", "Hej på dig\r\n".encode("cp1252"), "text/plain"),
]
REFUSED = [
    ("virus.exe", b"MZ\x90\x00", "Filer av den sorten tas inte emot."),
    ("utan", b"text", "Filer av den sorten tas inte emot."),
    ("sida.html", b"<html>", "Filer av den sorten tas inte emot."),
    ("bild.svg", b"<svg onload=alert(1)>", "Filer av den sorten tas inte emot."),
    ("tom.pdf", b"", "Filen är tom."),
    ("fel.pdf", b"MZ\x90\x00", "Filen är inte det som namnet säger (pdf)."),
    ("fel.png", PDF, "Filen är inte det som namnet säger (png)."),
    ("trasig.png", b"\x89PNG\r\n\x1a\n0000", "Bilden gick inte att läsa."),
    ("avhuggen.jpg", drawn("JPEG")[:200], "Bilden gick inte att läsa."),
    ("fel.txt", b"a\x00b", "Filen är inte det som namnet säger (txt)."),
    ("fel.docx", XLSX, "Filen är inte det som namnet säger (docx)."),
    ("trasig.docx", b"PK\x03\x04 och sedan inget", "Filen är inte det som namnet säger (docx)."),
    (
        "makron.docx",
        package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        "Filen innehåller makron.",
    ),
    ("annan.odt", package(mimetype="application/vnd.oasis.opendocument.text-template"), "Filen är inte det"),
]


def upload(browser, leila, name: str, data: bytes, **more):
    given = {
        "file": SimpleUploadedFile(name, data),
        "category": "health",
        "retention": "ATTACHMENT_5Y",
        **more,
    }
    return browser.post(leila.path("attachment/"), given)


@pytest.fixture
def kept(anna, ame, leila, acting):
    with acting(anna, ame) as by:
        return add_attachment(leila.case.id, by=by, name="läkarintyg.pdf", data=PDF, category="health")


@pytest.mark.parametrize(("name", "data", "content_type"), ACCEPTED, ids=[row[0] for row in ACCEPTED])
def test_what_is_what_it_says_is_kept(anna, ame, leila, pages, acting, name, data, content_type):
    assert upload(pages(anna, ame), leila, name, data).status_code == 302
    with acting(anna, ame) as by:
        (row,) = attachments_of(by, leila.person)
        content = attachment_content(by, leila.person, row.id)
    assert (row.content_type, row.size, row.category_words) == (content_type, len(content.data), "Hälsa")
    assert content.data == redrawn(content_type, data)


@pytest.mark.parametrize(
    ("name", "data", "sentence"), REFUSED, ids=[f"{row[0]} {row[2][:12]}" for row in REFUSED]
)
def test_what_is_not_is_refused_with_a_way_on(anna, ame, leila, pages, acting, name, data, sentence):
    response = upload(pages(anna, ame), leila, name, data)
    assert (response.status_code, sentence in response.content.decode()) == (422, True)
    with acting(anna, ame):
        assert not Attachment.objects.exists()


def test_ten_megabytes_are_the_most(anna, ame, leila, pages):
    assert upload(pages(anna, ame), leila, "stor.pdf", PDF.ljust(MOST_BYTES, b" ")).status_code == 302
    response = upload(pages(anna, ame), leila, "större.pdf", PDF.ljust(MOST_BYTES + 1, b" "))
    assert "Filen är större än 10 MB." in response.content.decode()


def test_the_action_refuses_it_too(anna, ame, leila, acting):
    with acting(anna, ame) as by, pytest.raises(Refused, match="10 MB"):
        add_attachment(leila.case.id, by=by, name="större.pdf", data=PDF.ljust(MOST_BYTES + 1))


def test_no_file_is_said_in_words(anna, ame, leila, pages):
    response = pages(anna, ame).post(leila.path("attachment/"), {"category": "health", "retention": "KEEP"})
    assert "Välj en fil." in response.content.decode()


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\anna\\intyg.pdf", "intyg.pdf"),
        ('a"b<c>;d.pdf', "abcd.pdf"),
        ("...pdf.pdf", "pdf.pdf"),
        ("  .pdf", "bilaga.pdf"),
        ("intyg.PDF", "intyg.pdf"),
    ],
)
def test_a_name_is_only_a_name(anna, ame, leila, acting, name, kept_as):
    with acting(anna, ame) as by:
        assert add_attachment(leila.case.id, by=by, name=name, data=PDF).name == kept_as


def test_it_comes_back_as_a_file_to_save(anna, ame, leila, kept, pages):
    response = pages(anna, ame).get(leila.path(f"attachment/{kept.id}/"))
    assert response.content == PDF
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''l%C3%A4karintyg.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store"


def test_it_is_taken_away_after_one_question(anna, ame, leila, kept, pages, acting):
    browser, path = pages(anna, ame), leila.path(f"attachment/{kept.id}/remove/")
    assert "läkarintyg.pdf tas bort för gott" in browser.get(path).content.decode()
    with acting(anna, ame):
        assert Attachment.objects.exists()
    browser.post(path)
    with acting(anna, ame):
        assert not Attachment.objects.exists()
        assert not AttachmentContent.objects.exists()


def test_nobody_without_part_in_the_case_reads_or_removes_it(bo, ame, leila, kept, pages, acting):
    browser = pages(bo, ame)
    assert browser.get(leila.path(f"attachment/{kept.id}/")).status_code == 404
    assert browser.post(leila.path(f"attachment/{kept.id}/remove/")).status_code == 404
    with acting(bo, ame) as by:
        assert not AttachmentContent.objects.exists()
        with pytest.raises(Unseen):
            remove_attachment(kept.id, by=by)


def test_it_is_not_found_under_another_persons_address(anna, ame, case, kept, pages):
    other = known(anna, case(anna))
    assert pages(anna, ame).get(other.path(f"attachment/{kept.id}/")).status_code == 404


def test_lists_never_drag_the_bytes_along(anna, ame, leila, kept, pages):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        pages(anna, ame).get(leila.path("attachment/"))
    assert not [query for query in captured.captured_queries if "attachmentcontent" in query["sql"]]
