"""Saving and removing one's own filters."""

from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from samvag.access.actor import Actor
from samvag.audit.actions import log_change
from samvag.desk import policy
from samvag.desk.models import SavedFilter
from samvag.kernel.decisions import require
from samvag.kernel.errors import Refused, Unseen

#: What of an address is kept. The words of a search would name persons, and a page number goes stale.
KEPT = frozenset({"steg", "kontakt", "huvud", "vem", "sort"})
MOST = 20


@transaction.atomic
def save_filter(page: str, name: str, query: str, *, by: Actor) -> SavedFilter:
    """Under the same name it takes the place of the one before."""
    require(policy.may_save_filter(by))
    kept = urlencode([(key, value) for key, value in parse_qsl(query) if key in KEPT])
    if not kept:
        raise Refused(_("Välj först något att filtrera på. Ett namn i sökrutan sparas inte."))
    mine = SavedFilter.objects.filter(unit=by.unit, staff=by.staff, page=page)
    if mine.exclude(name=name).count() >= MOST:
        raise Refused(_("Du har redan %(most)s sparade filter. Ta bort något först.") % {"most": MOST})
    saved = mine.filter(name=name).first() or SavedFilter(
        unit_id=by.unit, staff_id=by.staff, page=page, name=name
    )
    saved.query = kept
    saved.save()
    log_change("savedfilter.save", "savedfilter", saved.id)
    return saved


@transaction.atomic
def remove_filter(filter_id: UUID, *, by: Actor) -> None:
    saved = SavedFilter.objects.filter(id=filter_id).first()
    if saved is None:
        raise Unseen
    require(policy.may_remove_filter(by, saved.staff_id))
    saved.delete()
    log_change("savedfilter.remove", "savedfilter", filter_id)
