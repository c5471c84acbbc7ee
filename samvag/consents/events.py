"""What consents tells the floors above, in the transaction of the change."""

from samvag.kernel.events import Event

#: Facts: `person`. A consent was given, narrowed, withdrawn or refused: what units may see has changed.
consent_changed = Event("consents.consent_changed")
