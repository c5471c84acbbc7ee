"""Names in one column."""


def split_name(text: str) -> tuple[str | None, str | None]:
    """Given and family name: with a comma the family name comes first, without one it is the last word."""
    if "," in text:
        family, _comma, given = text.partition(",")
        return given.strip() or None, family.strip() or None
    given, _space, family = text.rpartition(" ")
    return given or None, family or None
