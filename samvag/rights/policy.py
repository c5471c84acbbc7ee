"""Who keeps a person's rights in a unit. The database has already hidden what belongs to other units."""

from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.roles import REVIEWS_LOG
from samvag.kernel.decisions import YES, Decision, no
from samvag.rights.terms import ANSWERED, ASKED, REVIEW_MOVES


def may_review_log(actor: Actor) -> Decision:
    return YES if actor.has(*REVIEWS_LOG) else no(_("Bara verksamhetens logggranskare granskar loggen."))


def may_judge(actor: Actor, staff: UUID, said: str, word: str) -> Decision:
    """Of something on the list: nobody her own, and nothing more when it has ended."""
    if not (decision := may_review_log(actor)):
        return decision
    if staff == actor.staff:
        return no(_("Det här är din egen läsning. En annan granskare bedömer den."))
    if word not in REVIEW_MOVES[said] - {ANSWERED}:
        return no(_("Det här är redan avgjort."))
    return YES


def may_answer(actor: Actor, staff: UUID, said: str) -> Decision:
    return YES if staff == actor.staff and said == ASKED else no(_("Frågan är redan besvarad."))
