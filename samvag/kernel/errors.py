"""The three ways in which something is not done. Each carries a sentence fit to show the user."""


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
