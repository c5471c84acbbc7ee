"""What the person has a right to, and how it is seen to."""

from samvag.rights.models.answers import Controller, Correction, Extract, Restriction, Strike
from samvag.rights.models.disposal import Disposal, Hold, Schedule
from samvag.rights.models.review import LogReview, ReviewItem, ReviewWord
from samvag.rights.models.withheld import WithheldLooks

__all__ = [
    "Controller",
    "Correction",
    "Disposal",
    "Extract",
    "Hold",
    "LogReview",
    "Restriction",
    "ReviewItem",
    "ReviewWord",
    "Schedule",
    "Strike",
    "WithheldLooks",
]
