"""A few hand-overs in the demo: two that wait for an answer, one taken, one that could not be."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from samvag.access.context import acting_as
from samvag.cases.actions.handover import accept_handover, cannot_take, send_handover
from samvag.cases.models import Case
from samvag.consents.actions.giving import Side, give_consent
from samvag.simulate.life import Life
from samvag.simulate.places import staff
from samvag.simulate.setting_up import Ground

ANSWERS = ("", "ACCEPTED", "CANNOT", "")
PURPOSE = "Få stöd av arbetsmarknadsenheten."
MESSAGE = "Vill börja arbeta deltid. Behöver någon att planera med och en plats att pröva på."


def hand_over(ground: Ground, lives: list[Life], cases: dict[int, list[UUID]]) -> None:
    """From social services to the same municipality's labour-market unit, by the real acts."""
    fitting = [at for at, life in enumerate(lives) if _fits(life)][: len(ANSWERS)]
    for at, answer in zip(fitting, ANSWERS, strict=False):
        life = lives[at]
        sent = _send(ground, life, cases[at][0])
        _answer(ground, life, sent, answer)


def _fits(life: Life) -> bool:
    first = life.cases[0]
    return len(life.cases) == 1 and first.unit.startswith("soc") and not first.closed and not first.trouble


def _send(ground: Ground, life: Life, case: UUID) -> UUID:
    first = life.cases[0]
    with acting_as(ground.staff[first.mains[-1][0]], ground.units[first.unit]) as by:
        to_unit = ground.units[f"ame.{life.town}"]
        give_consent(
            Case.objects.get(id=case).person_id, "INFO_EXCHANGE", by=by, purpose=PURPOSE, given_how="SKRIFTLIGT",
            until=timezone.localdate() + timedelta(days=180), categories=["planning", "contact"],
            sides=[Side(to_unit, gives=True, receives=True)],
        )  # fmt: skip
        return send_handover(case, to_unit, MESSAGE, by=by).id


def _answer(ground: Ground, life: Life, handover: UUID, answer: str) -> None:
    key = f"ame.{life.town}"
    people = [one for one in staff() if any(place == key for place, _role in one.roles)]
    recipient = next(one for one in people if (key, "recipient") in one.roles)
    with acting_as(ground.staff[recipient.name], ground.units[key]) as by:
        if answer == "ACCEPTED":
            worker = next(one for one in people if (key, "worker") in one.roles)
            accept_handover(
                handover, by=by, main=ground.staff[worker.name], answer="Välkommen till oss.",
                given_name=life.given_name, family_name=life.family_name,
            )  # fmt: skip
        elif answer == "CANNOT":
            cannot_take(handover, "FULL", "Vi har ingen plats före februari. Hör av er då igen.", by=by)
