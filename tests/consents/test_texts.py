"""What the person is told before she answers: in her language, kept as it was, and on paper."""

from hashlib import sha256

import pytest
from django.conf import settings

from samvag.consents.models import Consent
from samvag.consents.terms import CONSENT_KINDS, FINSAM_FOLLOWUP, INFO_EXCHANGE
from samvag.consents.texts import CURRENT, FOLDER, languages, text, texts
from samvag.kernel.errors import Refused
from tests.factories.known import known
from tests.factories.sharing import make_consent

#: A published text is never changed. A new wording is a new version, with a line of its own here.
PUBLISHED = {
    "1.sv": "605ec5526c5ec6cd",
    "2.en": "ae3994c3d2d5912f",
    "2.sv": "ce11f324dee2cf7c",
    "2.sv-simple": "ce932ae4ebd7eced",
}


def test_no_published_text_has_changed():
    found = {file.stem: sha256(file.read_bytes()).hexdigest()[:16] for file in FOLDER.glob("*.toml")}
    assert found == PUBLISHED


def test_the_current_one_is_in_every_language_of_the_portal():
    assert languages() == list(settings.LANGUAGES)


@pytest.mark.parametrize(("version", "language"), texts())
@pytest.mark.parametrize("kind", [kind for kind, _label in CONSENT_KINDS])
def test_each_says_that_it_is_voluntary_and_can_be_taken_back(version, language, kind):
    said = " ".join(text(language, version).say(kind)).lower()
    assert any(word in said for word in ("frivilligt", "väljer själv", "voluntary"))
    assert any(word in said for word in ("ändra sig", "ändra dig", "change your mind"))
    assert ("fk 9443" in said) == (kind == FINSAM_FOLLOWUP)


def test_the_same_words_are_on_every_languages_paper():
    words = {frozenset(text(language).paper) for language, _name in languages()}
    assert len(words) == 1


def test_which_text_was_gone_through_stands_with_the_consent(anna, ame, af, case, acting, pages):
    leila = case(anna)
    make_consent(anna, leila, af, language="en")
    with acting(anna, ame):
        kept = Consent.objects.get()
        assert (kept.language, kept.text_version) == ("en", CURRENT)
    listed = pages(anna, ame).get(known(anna, leila).path("consents/")).content.decode()
    assert f"English, text {CURRENT}" in listed


def test_a_spoken_answer_says_who_heard_it(anna, ame, af, case, pages):
    leila = case(anna)
    with pytest.raises(Refused, match="vem som var med"):
        make_consent(anna, leila, af, given_how="MUNTLIGT_DOKUMENTERAT")
    make_consent(anna, leila, af, given_how="MUNTLIGT_DOKUMENTERAT", witnessed_by="Tolken Omar")
    assert "Tolken Omar" in pages(anna, ame).get(known(anna, leila).path("consents/")).content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "Underskrift"), ("sv-simple", "Skriv ditt namn"), ("en", "Signature")]
)
def test_the_paper_is_in_her_language(language, words, anna, ame, case, pages):
    leila = known(anna, case(anna, card={"given_name": "Leila"}))
    page = pages(anna, ame).get(leila.path(f"consents/paper/?kind={INFO_EXCHANGE}&language={language}"))
    body = page.content.decode().split("<article")[1].split("</article>")[0]
    assert words in body
    assert "Leila" in body
    assert ("Health" in body) == (language == "en")


def test_the_paper_of_somebody_protected_names_nobody(anna, ame, case, pages):
    hidden = known(anna, case(anna, card={"given_name": "Sivkvist", "protection": "SKYDDAD"}))
    body = pages(anna, ame).get(hidden.path("consents/paper/")).content.decode().split("<article")[1]
    assert "Sivkvist" not in body


def test_nobody_elses_paper(anna, bo, ame, case, pages):
    assert pages(bo, ame).get(known(anna, case(anna)).path("consents/paper/")).status_code == 404


def test_min_väg_keeps_the_language_that_she_read(anna, ame, case, her_pages, acting):
    from samvag.my_way.actions.asking import ask
    from tests.factories.sharing import in_days

    leila = case(anna)
    with acting(anna, ame) as by:
        asked = ask(leila.person_id, "SURVEY_CONTACT", by=by, purpose="Höra av oss.", until=in_days(90))
    hers = her_pages(leila.person_id)
    hers.cookies[settings.LANGUAGE_COOKIE_NAME] = "sv-simple"
    page = hers.get(f"/min-vag/fragor/{asked.id}/")
    assert "Du väljer själv. Du får säga nej." in page.content.decode()
    hers.post(f"/min-vag/fragor/{asked.id}/", {"yes": "1"})
    with acting(anna, ame):
        assert Consent.objects.get().language == "sv-simple"
