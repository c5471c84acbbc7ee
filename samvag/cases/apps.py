from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "samvag.cases"

    def ready(self) -> None:
        from samvag.cases.actions.report import card_has_changed, consent_has_changed
        from samvag.cases.queries.subject import known_by_reference
        from samvag.cases.rekeying import let_ids_change
        from samvag.consents.events import consent_changed
        from samvag.ops.hooks import AFTER_MIGRATE
        from samvag.people.events import card_changed, looked_for

        AFTER_MIGRATE.append(let_ids_change)
        consent_changed.listen(consent_has_changed)
        card_changed.listen(card_has_changed)
        looked_for.listen(known_by_reference)
