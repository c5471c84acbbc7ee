"""What a code is called, in the reader's language. Read from the files: no query, no cache to go stale."""

from collections.abc import Iterable

from django.utils.translation import get_language

from samvag.codes.files import load_system

#: Lists whose codes may also stand in another one, such as the demo's made-up municipalities.
ALSO = {"municipality": "demo_municipality"}


def label(system_id: str, code: str) -> str:
    """An empty code has no label; an unknown one is shown as it is, so that old data is never hidden."""
    if not code:
        return ""
    for wanted in filter(None, (system_id, ALSO.get(system_id))):
        system = load_system(wanted)
        if code in system:
            return in_language(system[code])
    return code


def choices(
    system_id: str, *, only: Iterable[str] | None = None, blank: str | None = None
) -> list[tuple[str, str]]:
    """For form fields, in the list's own order; `blank` adds an empty first choice with that label."""
    kept = load_system(system_id).codes if only is None else [load_system(system_id)[code] for code in only]
    first = [] if blank is None else [("", blank)]
    return first + [
        (code.code, in_language(code)) for code in sorted(kept, key=lambda code: (code.sort, code.code))
    ]


def in_language(code) -> str:
    return code.label_en if (get_language() or "sv").startswith("en") else code.label_sv
