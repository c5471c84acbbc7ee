from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "samvag.audit"

    def ready(self) -> None:
        from samvag.audit import checkpoints, restoring
        from samvag.audit.sealing import keep_sealing, seal_and_sign
        from samvag.ops import hooks

        hooks.BESIDE_JOBS.append(keep_sealing)
        hooks.BEFORE_BACKUP.append(seal_and_sign)
        hooks.OUTSIDE["seals"] = checkpoints.file
        hooks.TOLD_IN_BACKUP["log"] = restoring.told
        hooks.TRIED_WHEN_RESTORED["log"] = restoring.witnessed
