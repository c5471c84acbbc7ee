"""What a person is told before she answers: by version and language, kept as it was shown.

`written/<version>.<language>.toml`. A published text is never changed; which one was shown stands with the consent.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

FOLDER = Path(__file__).parent / "written"
CURRENT = "2"
SWEDISH = "sv"
FOLLOW_UP = "FINSAM_FOLLOWUP"


@dataclass(frozen=True, slots=True)
class Text:
    """`reviewed`: whether a lawyer and a person who knows the language have read it. `paper`: words of the form."""

    version: str
    language: str
    heading: str
    reviewed: bool
    always: tuple[str, ...]
    apart: tuple[str, ...]
    only: Mapping[str, list[str]]
    paper: Mapping[str, str]

    def say(self, kind: str) -> tuple[str, ...]:
        """Of follow-up what is its own; of everything else that follow-up is not in it."""
        return (*self.always, *self.only.get(kind, () if kind == FOLLOW_UP else self.apart))

    @property
    def name(self) -> str:
        return dict(settings.LANGUAGES)[self.language]

    @property
    def languages(self) -> list[tuple[str, str]]:
        return languages()


@cache
def texts() -> Mapping[tuple[str, str], Text]:
    return {(one.version, one.language): one for one in map(_read, sorted(FOLDER.glob("*.toml")))}


def text(language: str = SWEDISH, version: str = CURRENT) -> Text:
    """In Swedish when there is none in that language."""
    return texts().get((version, language)) or texts()[version, SWEDISH]


def known_text(version: str | None, language: str | None) -> bool:
    return (version or CURRENT, language or SWEDISH) in texts()


def languages() -> list[tuple[str, str]]:
    """Those that the current text is written in, with their own names."""
    return [(code, name) for code, name in settings.LANGUAGES if (CURRENT, code) in texts()]


def shown() -> dict[str, str]:
    """What stands with an answer that is given on a page in the reader's own language."""
    now = text(get_language() or SWEDISH)
    return {"language": now.language, "text_version": now.version}


def _read(path: Path) -> Text:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return Text(
        said["version"], said["language"], said["heading"], said["reviewed"], tuple(said["say"]),
        tuple(said["apart"]), said["only"], said.get("paper", {}),
    )  # fmt: skip
