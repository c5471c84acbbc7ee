"""Every personal field is classified once, beside its model, by category, purpose and retention."""

from dataclasses import dataclass

from samvag.kernel.categories import Category


@dataclass(frozen=True, slots=True)
class Classified:
    """`category` None means the row's own category; `retention` names a class in the code list `retention`."""

    category: Category | None
    purpose: str
    retention: str = "CASE_5Y"


def classified(
    purpose: str, *fields: str, category: Category | None = None, retention: str = "CASE_5Y"
) -> dict[str, Classified]:
    """The same classification for several fields: `PERSONAL = {**classified("…", "phone", "email")}`."""
    return {field: Classified(category, purpose, retention) for field in fields}
