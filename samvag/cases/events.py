"""What cases tells the floors above, in the transaction of the change."""

from samvag.kernel.events import Event

#: Facts: `owner_unit`, `person`, `category`, `table` when it is of one alone. A row on a person's way was added,
#: changed or ended, and stands so already.
row_changed = Event("cases.row_changed")

#: Facts: `owner_unit`, `persons`. The same of many at once, as when a list comes in or is taken back.
persons_changed = Event("cases.persons_changed")
