"""Who keeps a person's rights in a unit. The database has already hidden what belongs to other units."""

from uuid import UUID

from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.access.roles import KEEPS_RIGHTS, KEEPS_UNIT, LEADS, REVIEWS_LOG
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


def may_keep_rights(actor: Actor) -> Decision:
    """Register extracts, restrictions and holds."""
    if actor.has(*KEEPS_RIGHTS):
        return YES
    return no(_("Bara chefen, verksamhetens administratör eller dataskyddsombudet gör det här."))


def may_withhold(actor: Actor) -> Decision:
    """The controller's own decision, against the person: the one who leads the unit answers for it."""
    return YES if actor.has(*LEADS) else no(_("Bara chefen beslutar att läsningar inte visas."))


def may_dispose(actor: Actor) -> Decision:
    """Schedules and disposal are the controller's own decision: not the officer's, who watches over it."""
    if actor.has(*KEEPS_UNIT):
        return YES
    return no(_("Bara verksamhetens chef eller administratör gallrar."))


def may_correct(actor: Actor, owner_unit: UUID) -> Decision:
    if owner_unit != actor.unit:
        return no(_("Bara den verksamhet som äger uppgiften kan rätta den. Säg till den."))
    return YES if actor.meets_persons else no(_("Din roll rättar inga uppgifter om personer."))


def may_lift(actor: Actor, may_see: list[UUID], *, anybody_left: bool) -> Decision:
    """Those who see the rows; whoever keeps rights when none of them works there any more."""
    if actor.staff in may_see or not anybody_left:
        return YES
    return no(_("Bara de som står på begränsningen kan ändra eller upphäva den."))
