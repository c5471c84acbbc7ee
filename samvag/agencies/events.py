"""What agencies tells the floors above, in the transaction of the change."""

from samvag.kernel.events import Event

#: Facts: `unit`. Memberships, absence or cover in a unit changed.
staff_changed = Event("agencies.staff_changed")
