"""What intake tells those who carry out its long work."""

from samvag.kernel.events import Event

#: Facts: `upload`, `by`. A list waits to be brought in.
list_waiting = Event("intake.list_waiting")
