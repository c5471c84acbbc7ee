"""What cases tells the floors above, in the transaction of the change."""

from samvag.kernel.events import Event

#: Facts: `owner_unit`, `person`, `category`. A row on a person's way was added, changed or ended.
row_changed = Event("cases.row_changed")
