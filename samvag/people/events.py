"""What people tells the floors above, in the transaction of the change."""

from samvag.kernel.events import Event

#: Facts: `owner_unit`, `person`, `fields`. A unit changed its card: protection may strip what is reported.
card_changed = Event("people.card_changed")

#: Facts: `actor`, `card`, `notes`. The card's page is shown: who knows something of how the person is reached adds a
#: `Note` to the list.
card_shown = Event("people.card_shown")

#: Facts: `actor`, `words`, `persons`. Somebody is looked for by words that hold a digit: who knows a person of the
#: actor's own by just that, such as the number of a case, adds her to the set.
looked_for = Event("people.looked_for")

#: Facts: `owner_unit`, `person`, `protection`. The unit marked somebody as protected who was not: whoever keeps
#: anything that could tell where she is, or links that may have spread, takes it away now, in this transaction.
person_marked = Event("people.person_marked")
