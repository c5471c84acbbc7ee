"""The unit's case and the coordination, and everything that happens on a person's way."""

from samvag.cases.models.case import Assignment, Case, CaseloadMove
from samvag.cases.models.coordination import Coordination, CoordinationCase, Handover, TeamMember
from samvag.cases.models.meeting import Meeting, MeetingParticipant
from samvag.cases.models.participation import FinsamReport, Livelihood, Participation, Snapshot
from samvag.cases.models.spell import Spell
from samvag.cases.models.work import Attachment, AttachmentContent, Contact, Note, Reminder, Step

__all__ = [
    "Assignment",
    "Attachment",
    "AttachmentContent",
    "Case",
    "CaseloadMove",
    "Contact",
    "Coordination",
    "CoordinationCase",
    "FinsamReport",
    "Handover",
    "Livelihood",
    "Meeting",
    "MeetingParticipant",
    "Note",
    "Participation",
    "Reminder",
    "Snapshot",
    "Spell",
    "Step",
    "TeamMember",
]
