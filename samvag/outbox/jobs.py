"""What is sent, is sent behind the page: how long it takes tells nobody anything."""

from uuid import UUID

from procrastinate.contrib.django import app

from samvag.outbox import codes, proving, sending
from samvag.outbox.events import code_asked, message_waiting, proof_asked


@app.task(queue="outbox", name="outbox.send_codes")
def send_codes(asked: str) -> None:
    codes.send_codes(UUID(asked))


@code_asked.listen
def defer_codes(asked: UUID) -> None:
    send_codes.defer(asked=str(asked))


@app.task(queue="outbox", name="outbox.send_proof")
def send_proof(asked: str) -> None:
    proving.send_code(UUID(asked))


@proof_asked.listen
def defer_proof(asked: UUID) -> None:
    """In the transaction that asks: the job finds what was asked, or nothing was."""
    send_proof.defer(asked=str(asked))


@app.task(queue="outbox", name="outbox.deliver")
def deliver(message: str, unit: str) -> None:
    later = sending.deliver(UUID(message), UUID(unit))
    if later:
        deliver.configure(schedule_at=later).defer(message=message, unit=unit)


@message_waiting.listen
def defer_message(message: UUID, unit: UUID) -> None:
    """In the transaction of what there is to tell."""
    deliver.defer(message=str(message), unit=str(unit))
