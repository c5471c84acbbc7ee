from django.apps import AppConfig


class GapsConfig(AppConfig):
    name = "samvag.gaps"

    def ready(self) -> None:
        from samvag.agencies.events import staff_changed
        from samvag.cases.events import persons_changed, row_changed
        from samvag.consents.events import consent_changed
        from samvag.gaps import keeping
        from samvag.gaps.loading import load_gaps
        from samvag.ops.hooks import AFTER_MIGRATE

        AFTER_MIGRATE.append(load_gaps)
        row_changed.listen(keeping.rows_changed)
        persons_changed.listen(keeping.persons_changed)
        consent_changed.listen(keeping.consent_changed)
        staff_changed.listen(keeping.staff_changed)
