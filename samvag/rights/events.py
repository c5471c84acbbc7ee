"""What the rights tell: a disposal that waits for its job, and what was corrected."""

from samvag.kernel.events import Event

#: Facts: `disposal`, `by`. A disposal has been decided and waits to be carried out.
disposal_waiting = Event("rights.disposal_waiting")

#: Facts: `owner_unit`, `person`, `rows` (corrections). What was wrong has been put right, and stands so already.
corrected = Event("rights.corrected")
