"""What people tells the floors above, in the transaction of the change."""

from samvag.kernel.events import Event

#: Facts: `owner_unit`, `person`, `fields`. A unit changed its card: protection may strip what is reported.
card_changed = Event("people.card_changed")
