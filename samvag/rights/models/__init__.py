"""What the person has a right to, and how it is seen to."""

from samvag.rights.models.withheld import WithheldLooks

__all__ = ["WithheldLooks"]
