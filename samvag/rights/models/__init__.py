"""What the person has a right to, and how it is seen to."""

from samvag.rights.models.review import LogReview, ReviewItem, ReviewWord
from samvag.rights.models.withheld import WithheldLooks

__all__ = ["LogReview", "ReviewItem", "ReviewWord", "WithheldLooks"]
