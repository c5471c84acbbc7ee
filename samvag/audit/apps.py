from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "samvag.audit"

    def ready(self) -> None:
        from samvag.audit.sealing import keep_sealing
        from samvag.ops.hooks import BESIDE_JOBS

        BESIDE_JOBS.append(keep_sealing)
