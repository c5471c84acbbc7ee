"""V1, V5, V11, V15: what the program's own text must not hold, and what is put into it from outside stays data."""

import ast
import re
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django.test import RequestFactory
from django.urls import reverse

from samvag.kernel.errors import Refused
from samvag.kernel.filetypes import file_type
from samvag.ui.links import changed_query
from tests.factories.known import known
from tests.guards.source import PROGRAM, PROJECT, called, python_files, tree
from tests.intake.making import judged

#: What runs text as a program, or makes objects of bytes. Each that is there says why it may be.
RUNS = {"eval", "exec", "compile", "__import__", "system", "popen", "loads_pickle", "literal_eval"}
MAY = {
    "samvag/intake/lists/reading/workbooks.py": "marshal: lines that our own child process wrote, of plain values",
    "samvag/intake/lists/reading/child.py": "marshal: the other end",
}
OBJECTS = re.compile(r"^(pickle|dill|shelve|marshal|yaml|jsonpickle)$")
WEAK = re.compile(r"\b(md5|sha1|des3?|rc4|arc4|blowfish|ecb|pkcs1v15)\b", re.IGNORECASE)
LIBRARIES = {"cryptography", "hashlib", "hmac", "secrets", "jwt", "os", "ssl"}


def imports(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def runs_text(module: ast.Module) -> set[str]:
    """`eval(…)` by its bare name, `os.system(…)`, and a subprocess that goes by a shell."""
    found = {
        call.func.id
        for call in ast.walk(module)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in RUNS
    }
    for call in ast.walk(module):
        if isinstance(call, ast.Call):
            by_shell = any(one.arg == "shell" and getattr(one.value, "value", True) for one in call.keywords)
            of_os = isinstance(call.func, ast.Attribute) and call.func.attr in {"system", "popen"}
            found |= {"shell"} if by_shell or of_os else set()
    return found


def everywhere(found: Callable[[ast.Module], object]) -> dict[str, object]:
    looked = {str(file.relative_to(PROJECT)): found(tree(file)) for file in python_files()}
    return {name: what for name, what in looked.items() if what}


class TestTheProgramsText:
    def test_runs_nothing_that_was_written_elsewhere_and_goes_by_no_shell(self):
        assert everywhere(runs_text) == {}

    def test_makes_no_objects_of_bytes_from_outside(self):
        assert everywhere(lambda module: set(filter(OBJECTS.match, imports(module)))).keys() == MAY.keys()

    def test_knows_no_weak_cipher_or_hash(self):
        texts = {str(file.relative_to(PROJECT)): file.read_text() for file in python_files()}
        assert {name: found for name, text in texts.items() if (found := WEAK.findall(text))} == {}

    def test_leaves_ciphers_to_the_libraries(self):
        """Encryption, signatures and macs are those of `cryptography`, `hashlib` and `jwt`; none is written here."""
        by = {"Cipher", "modes", "algorithms", "AES", "padding"}
        assert everywhere(lambda module: called(module) & by - {"padding"}) == {}

    def test_draws_secrets_from_the_system_and_nothing_else(self):
        """`random` is for the made-up country alone."""
        found = everywhere(lambda module: {"random"} & set(imports(module)))
        assert {name.split("/")[1] for name in found} <= {"simulate"}

    def test_makes_no_template_of_what_somebody_wrote(self):
        assert everywhere(lambda module: {"from_string", "Template"} & called(module)) == {}

    def test_opens_no_xml_by_itself(self):
        assert everywhere(lambda module: {"xml", "lxml", "defusedxml"} & set(imports(module))) == {}

    def test_speaks_to_no_directory_cache_server_or_other_store_by_text(self):
        others = {"ldap", "ldap3", "pymemcache", "memcache", "redis", "pymongo", "graphene", "pylatex"}
        assert everywhere(lambda module: others & set(imports(module))) == {}

    @pytest.mark.parametrize(
        "text", ["eval(x)", "import os\nos.system(x)", "subprocess.run(x, shell=True)", "exec(compile(x))"]
    )
    def test_would_be_found_if_it_did(self, text):
        assert runs_text(ast.parse(text))

    def test_holds_no_secret(self):
        """A key, token or password written into it; the demo's published ones are named as such."""
        looks = re.compile(r"(?i)\b(secret|token|password|api_?key)\w*\s*=\s*[\"'][^\"'{}%\s]{12,}[\"']")
        found = {
            str(file.relative_to(PROJECT)): looks.findall(file.read_text())
            for file in python_files()
            if looks.search(file.read_text()) and "simulate" not in file.parts
        }
        assert found == {}


class TestWordsFromOutside:
    WORDS = "<script>alert(1)</script>{{ 7*7 }}{% debug %}\"'`--;%s\\x00 ${7*7} &amp;"

    def test_are_shown_as_they_were_written_wherever_they_stand(self, case, anna, ame, pages):
        """Text, attribute, address and title of a page; once, and once only, made harmless."""
        hers = known(anna, case(anna, card={"family_name": self.WORDS[:60], "given_name": "Eva"}))
        for where in (hers.path(), hers.path("card/"), "/", "/people/?q=Eva"):
            html = pages(anna, ame).get(where).content.decode()
            assert "<script>alert" not in html
            assert "49" not in re.findall(r"Eva ([^<]{0,40})", html)[:1]
            assert "&amp;lt;script" not in html, "twice"

    def test_stay_data_in_a_query(self, case, anna, ame, pages):
        for words in ("' OR 1=1 --", "'; DROP TABLE people_card; --", "%", "_", "\\", "a' UNION SELECT 1"):
            answer = pages(anna, ame).get("/people/", {"q": words})
            assert answer.status_code == 200
        case(anna)

    def test_stay_words_in_json(self, case, anna, ame, pages):
        client = pages(anna, ame)
        written = {"draft-of": "/x/", "what": '</script><script>alert(1)</script>"}'}
        client.post("/utkast/", written)
        answer = client.get("/utkast/", {"draft-of": "/x/"})
        if answer.status_code == 200:
            assert answer["Content-Type"].startswith("application/json")
            assert "fields" not in answer.json() or answer.json()["fields"]["what"] == [written["what"]]

    def test_are_coded_in_an_address(self):
        given = "Ask & <b>#1?/../x"
        where = changed_query(RequestFactory().get("/", {"q": given}), page=2)
        assert not set('<>#" ') & set(where)
        assert where.count("?") == 1 and "/../" not in where
        assert parse_qs(where[1:]) == {"q": [given], "page": ["2"]}

    @pytest.mark.parametrize(
        "where", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "\\\\evil"]
    )
    def test_lead_nowhere_but_to_our_own_pages(self, client, db, where):
        answer = client.post("/sprak/", {"language": "sv", "next": where})
        assert answer["Location"] == "/"

    def test_are_no_pattern(self, case, anna, ame, pages):
        import time

        began = time.monotonic()
        assert pages(anna, ame).get("/people/", {"q": "(a+)+$" * 5 + "a" * 20 + "!"}).status_code == 200
        assert time.monotonic() - began < 5

    def test_are_no_line_of_a_mail(self, settings, mailoutbox):
        from django.core.mail import BadHeaderError, EmailMessage

        settings.MAIL_FROM = "samvag@example.se"
        from samvag.outbox.gateways import by_mail

        with pytest.raises((BadHeaderError, ValueError)):
            by_mail("eva@example.se\nBcc: alla@example.se", "Hej")
        by_mail("eva@example.se", "Hej\n.\nRCPT TO:<alla@example.se>")
        assert [one.recipients() for one in mailoutbox] == [["eva@example.se"]]
        assert isinstance(mailoutbox[0], EmailMessage)


class TestFiles:
    SECRET = "hemligt-innehåll"

    def test_an_outside_entity_of_a_workbook_is_never_fetched(self, tmp_path):
        (tmp_path / "hemlig.txt").write_text(self.SECRET)
        given = with_entity(tmp_path, (tmp_path / "hemlig.txt").as_uri())
        try:
            said = repr(judged(given))
        except Exception as error:  # refused is as good
            said = repr(error)
        assert self.SECRET not in said

    @pytest.mark.parametrize(
        "name", ["../../passwd.pdf", "/etc/x.pdf", "..\\..\\x.pdf", "a\x00.pdf", "con.pdf\r\nX: y"]
    )
    def test_a_name_is_never_a_path(self, case, anna, ame, pages, name, tmp_path):
        from django.core.files.uploadedfile import SimpleUploadedFile

        hers = known(anna, case(anna))
        client = pages(anna, ame)
        sent = SimpleUploadedFile("x.pdf", b"%PDF-1.7\n")
        sent._name = name
        client.post(hers.path("attachment/"), {"file": sent, "category": "planning", "retention": "KEEP"})
        shown = client.get(hers.path("attachment/")).content.decode()
        for address in re.findall(r'href="([^"]*/attachment/[0-9a-f-]{36}/)"', shown):
            kept = client.get(address)["Content-Disposition"]
            assert kept.startswith("attachment") and ".." not in kept
            assert "/" not in kept.replace("utf-8''", "") and "\r" not in kept

    def test_what_is_sent_is_never_where_pages_are_served_from(self, case, anna, ame, pages):
        """It lies in the database: no file is written, so none can be run."""
        before = {path for path in PROGRAM.rglob("*") if "__pycache__" not in path.parts}
        from django.core.files.uploadedfile import SimpleUploadedFile

        sent = SimpleUploadedFile("skript.txt", b"<?php system('id'); ?> import os")
        hers = known(anna, case(anna))
        client = pages(anna, ame)
        client.post(hers.path("attachment/"), {"file": sent, "category": "planning", "retention": "KEEP"})
        assert {path for path in PROGRAM.rglob("*") if "__pycache__" not in path.parts} == before
        address = reverse("cases:attachment", args=[hers.card])
        found = re.findall(rf'href="({address}[0-9a-f-]{{36}}/)"', client.get(address).content.decode())
        assert found
        got = client.get(found[0])
        assert got["Content-Type"] == "text/plain; charset=utf-8"
        assert got["Content-Disposition"].startswith("attachment")
        assert "sandbox" in got["Content-Security-Policy"]

    def test_drawings_that_can_run_are_not_taken(self):
        for name in ("bild.svg", "bild.svgz", "sida.html", "sida.xhtml", "stil.css", "text.md"):
            with pytest.raises(Refused):
                file_type(name, b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")


def with_entity(tmp_path: Path, address: str) -> Path:
    """An Excel file whose shared strings ask for a file of the machine."""
    given = tmp_path / "lista.xlsx"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{address}">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Personnummer</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Insats</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>&e;</t></is></c>'
        '<c r="B2" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>',
    }  # fmt: skip
    with zipfile.ZipFile(given, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return given


class TestComponents:
    def locked(self, name: str) -> dict[str, str]:
        text = (PROJECT / "requirements" / name).read_text()
        return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==([^ ;\\]+)", text, re.MULTILINE))

    def test_each_is_locked_to_one_file_by_its_hash(self):
        for name in ("run.txt", "test.txt"):
            text = (PROJECT / "requirements" / name).read_text()
            entries = re.split(r"\n(?=[a-z])", text.strip())
            assert len(entries) > 20
            assert all("--hash=sha256:" in entry and "==" in entry for entry in entries)
        assert "--require-hashes" in (PROJECT / "bin" / "setup").read_text()

    def test_each_says_why_it_is_there(self):
        text = (PROJECT / "pyproject.toml").read_text()
        for line in re.search(r"dependencies = \[\n(.*?)\n\]", text, re.DOTALL)[1].splitlines():
            assert re.search(r'^    ".+", +# .{10,}', line), line
        assert tomllib.loads(text)["project"]["dependencies"]

    def test_what_only_tests_need_is_not_installed_to_run(self):
        only_tests = {
            "pytest",
            "playwright",
            "hypothesis",
            "oidc-provider-mock",
            "flask",
            "mypy",
            "ruff",
            "openpyxl",
        }
        assert not only_tests & self.locked("run.txt").keys()
