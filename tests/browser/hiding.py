"""Somebody is marked as protected: what goes, who may open, and what a colleague who is not named is shown."""

from dataclasses import dataclass
from uuid import UUID

from playwright.sync_api import Browser

from tests.browser.colleague import Colleague, Look


@dataclass(frozen=True)
class Those:
    """Who takes part. The worker has nothing to do with the person until the manager lets her."""

    manager: str
    worker: str
    worker_name: str
    password: str
    card: UUID
    name: str


class Hiding:
    def __init__(self, browser: Browser, base: str, those: Those, look: Look) -> None:
        self.those = those
        self.manager, self.worker = (
            Colleague(browser, base, who, those.password, look) for who in (those.manager, those.worker)
        )

    def goes(self) -> None:
        self.manager.logs_in()
        self.worker.logs_in()
        self.is_marked()
        self.is_not_there_for_others()
        self.is_opened_to_one_more()
        self.manager.leaves()
        self.worker.leaves()

    def is_marked(self) -> None:
        self.manager.opens("cases:protection_meaning")
        self.manager.looks("vad-skyddet-andrar")
        self.manager.opens("cases:protection", self.those.card)
        self.manager.ticks("Skyddad folkbokföring")
        self.manager.writes("Hur vet ni det?", "Visade beslutet från Skatteverket.")
        self.manager.looks("skydd-markera")
        self.manager.presses("Ta bort och skydda")
        self.manager.sees("Läs vad som tas bort och kryssa i rutan.")
        self.manager.ticks("Jag har läst vad som tas bort och vet att det inte går att ångra")
        self.manager.presses("Ta bort och skydda")
        self.manager.sees("Läs igenom anteckningar", within="main")
        self.manager.presses_menu("Mer", "Skydd")
        self.manager.sees("De får öppna")
        self.manager.looks("skydd-galler")
        assert self.manager.opens("desk:person", self.those.card) == 404

    def is_not_there_for_others(self) -> None:
        assert self.worker.opens("desk:person", self.those.card) == 404
        self.worker.opens("desk:start")
        self.worker.searches(self.those.name)
        self.worker.sees_no(self.those.name)

    def is_opened_to_one_more(self) -> None:
        self.manager.opens("cases:protected")
        self.manager.looks("skyddade-arenden")
        self.manager.follows("Namnge i ärende", exact=False)
        self.manager.picks("Vem", self.those.worker_name)
        self.manager.writes("Varför", "Tar över ärendet.")
        self.manager.looks("skydd-namnge")
        self.manager.ticks("Blir också huvudkontakt")
        self.manager.presses("Namnge", within="main")
        self.manager.sees(self.those.worker_name)
        self.worker.opens("desk:start")
        self.worker.sees_no(self.those.name)
