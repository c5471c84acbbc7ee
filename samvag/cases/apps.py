from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "samvag.cases"

    def ready(self) -> None:
        from samvag.cases.actions.report import card_has_changed, consent_has_changed
        from samvag.consents.events import consent_changed
        from samvag.people.events import card_changed

        consent_changed.listen(consent_has_changed)
        card_changed.listen(card_has_changed)
