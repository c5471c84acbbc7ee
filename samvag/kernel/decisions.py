"""A decision is true, or says why not. Buttons, actions and tests ask the same function."""

from dataclasses import dataclass

from samvag.kernel.errors import Forbidden


@dataclass(frozen=True, slots=True)
class Decision:
    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Decision(True)


def no(reason: str) -> Decision:
    return Decision(False, reason)


def require(decision: Decision) -> None:
    """Stops the action with the decision's own sentence."""
    if not decision:
        raise Forbidden(decision.reason)
