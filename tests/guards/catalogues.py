"""The catalogues beside the code: sentences in `django.po`, and `django.mo` made from it, which is what Django reads.

    python -m tests.guards.catalogues

writes both anew for each language: sorted and without line numbers, so that a change shows as a change and no more.
`python -c "from tests.guards.catalogues import write_easy_missing as w; w()"` prints what easy Swedish lacks.
English keeps what the code says. Swedish words what our packages say in English, and is kept as it stands.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils import translation

from tests.guards.source import PROJECT
from tests.guards.translations import ENGLISH, ids, placeholders, said, texts

#: Easy Swedish says anew what the person's own pages say; the rest it leaves as it stands.
EASY = "sv_Simple"
LANGUAGES = ("en", "sv", EASY)
#: Where a person is spoken to; the pages on which a unit asks her are for the staff.
OWN_PAGES = ("samvag/my_way/", "samvag/outbox/terms.py")
OF_STAFF = ("asking.py", "asked.html", "ask.html", "/proving.py", "/proven.py", "/prove.html")
#: No dates, names or versions: they would differ at each writing and say nothing.
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: Samväg\\n"
"Language: {language}\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
#: A compiled catalogue must have a date, and would else be another one at each compiling.
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def source(language: str) -> Path:
    return PROJECT / "locale" / language / "LC_MESSAGES" / "django.po"


def catalogue(language: str) -> Catalog:
    with source(language).open("rb") as file:
        return read_po(file, locale=language.partition("_")[0], domain="django")


def words(compiled: bytes) -> dict[object, str]:
    """What a compiled catalogue answers, by sentence; of a plural, by sentence and form."""
    there = GNUTranslations(BytesIO(compiled))._catalog  # type: ignore[attr-defined]
    return {sentence: answer for sentence, answer in there.items() if sentence}


def compiled(language: str) -> bytes:
    made, sentences = BytesIO(), catalogue(language)
    sentences.creation_date = sentences.revision_date = NO_DAY
    write_mo(made, sentences)
    return made.getvalue()


def unsaid() -> Iterator[tuple[str, str | None]]:
    """What English still has though the code says it no more."""
    spoken = said()
    for message in catalogue("en"):
        if message.id and spoken.get(message.id, message.context) is None:
            yield ids(message)[0], message.context


def is_hers(where: str) -> bool:
    return where.startswith(OWN_PAGES) and not where.endswith(OF_STAFF)


def not_easy() -> Iterator[str]:
    """What a person is told in Min väg that easy Swedish does not say, and what it says of nothing any more."""
    there = catalogue(EASY)
    for message in said():
        if message.id and any(is_hers(where) for where, _line in message.locations):
            other = there.get(message.id, message.context)
            if (
                other is None
                or not all(texts(other))
                or placeholders(ids(message)) != placeholders(texts(other))
            ):
                yield ids(message)[0]
    for message in there:
        if message.id and said().get(message.id, message.context) is None:
            yield ids(message)[0]


def reworded() -> Iterator[tuple[str, str]]:
    """Our Swedish sentences that a package's Swedish catalogue takes for its own English: `sent` became `skickad`."""
    with translation.override("sv"):
        for message in said():
            for number, sentence in enumerate(ids(message), 1):
                answer = answered(message, number)
                if message.id and answer != sentence:
                    yield sentence, answer


def answered(message: Message, number: int) -> str:
    one, *many = ids(message)
    if many:
        return translation.ngettext(one, many[0], number)
    return translation.pgettext(message.context, one) if message.context else translation.gettext(one)


def write_anew(language: str) -> None:
    kept, file = catalogue(language), source(language)
    if file == ENGLISH:
        for text, context in list(unsaid()):
            kept.delete(text, context)
    made = BytesIO()
    write_po(made, kept, no_location=True, omit_header=True, sort_output=True, width=110)
    file.write_bytes(HEADER.format(language=language).encode() + made.getvalue())
    file.with_suffix(".mo").write_bytes(compiled(language))


def write_easy_missing() -> None:
    """Prints what is to be said in easy Swedish."""
    for sentence in not_easy():
        print(f'msgid "{sentence}"\nmsgstr ""\n')


if __name__ == "__main__":
    for each in LANGUAGES:
        write_anew(each)
