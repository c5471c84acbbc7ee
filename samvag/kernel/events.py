"""Domain events: a lower floor declares and announces, upper floors listen.

Listeners run at once, in the transaction of the change, so that what follows from it is true or nothing is.
"""

from collections.abc import Callable
from typing import Any


class Event:
    """Declare as a module's constant, listen from an upper floor's `AppConfig.ready`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._listeners: list[Callable[..., None]] = []

    def listen(self, listener: Callable[..., None]) -> Callable[..., None]:
        if listener not in self._listeners:
            self._listeners.append(listener)
        return listener

    def announce(self, **facts: Any) -> None:
        for listener in self._listeners:
            listener(**facts)
