"""What the outbox tells its own jobs, which stand above what makes something to send."""

from samvag.kernel.events import Event

#: Facts: `asked`. Somebody has asked for a code at the login of Min väg, known here or not.
code_asked = Event("outbox.code_asked")
#: Facts: `asked`. A number or an address is to be proven.
proof_asked = Event("outbox.proof_asked")
#: Facts: `message`, `unit`. Something waits to be sent to a person.
message_waiting = Event("outbox.message_waiting")
