"""The ways in which something is not done. Each carries a sentence fit to show the user."""

from datetime import datetime
from typing import Any


class Refused(Exception):
    """The input or the moment does not allow it; nothing was written. Exit code 1, or HTTP 409."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Forbidden(Refused):
    """The actor's role does not allow it. HTTP 403."""


class Unseen(Refused):
    """The actor's unit may not know that it exists, so it does not. HTTP 404."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence)


class TooOften(Refused):
    """Done too often in a short time; it can be done again within so many seconds. HTTP 429."""

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class Conflict(Refused):
    """Somebody has changed the row since the writer read it: both texts are shown side by side. HTTP 409.

    `version` is the row's now, saved at `at` by `who` (empty for one who is not of the own unit), or by `oneself`.
    `form` is what was written, put there by whoever tried the act for a form.
    """

    form: Any = None

    def __init__(self, sentence: str, version: int, at: datetime | None, who: str, oneself: bool) -> None:
        super().__init__(sentence)
        self.version, self.at, self.who, self.oneself = version, at, who, oneself
