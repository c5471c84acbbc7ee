"""The command line's language: Swedish, or English when SAMVAG_LANGUAGE says `en`. Needs no settings to be loaded."""

import gettext
import os
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).parents[2] / "locale"
SWEDISH, ENGLISH = "sv", "en"


def chosen() -> str:
    """Anything but English is Swedish: what the machine was installed with says little about who sits there."""
    named = os.environ.get("SAMVAG_LANGUAGE", SWEDISH)
    return ENGLISH if named[:2].lower() == ENGLISH else SWEDISH


def said(sentence: str) -> str:
    """A sentence marked by `gettext_noop`, in the chosen language."""
    return _catalogue(chosen()).gettext(sentence) if sentence else sentence


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", CATALOGUES, [language], fallback=True)
