"""What Django reads is what the catalogues say."""

import pytest

from tests.guards import catalogues


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_compiled_catalogue_says_what_its_source_says(language):
    file = catalogues.source(language).with_suffix(".mo")
    assert catalogues.words(file.read_bytes()) == catalogues.words(catalogues.compiled(language)), (
        "run bin/messages compile"
    )


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_compiled_catalogue_holds_every_sentence(language):
    said = [message for message in catalogues.catalogue(language) if message.id]
    assert said
    assert len(catalogues.words(catalogues.compiled(language))) >= len(said)


def test_english_keeps_nothing_that_the_code_no_longer_says():
    assert list(catalogues.unsaid()) == []


def test_no_package_rewords_our_swedish():
    assert list(catalogues.reworded()) == [], (
        "say it in locale/sv as it stands, or in other words in the code"
    )


def test_the_persons_own_pages_are_in_easy_swedish_too():
    assert list(catalogues.not_easy()) == []
