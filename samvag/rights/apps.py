from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "samvag.rights"

    def ready(self) -> None:
        from samvag.access.narrowing import narrow
        from samvag.ops.hooks import AFTER_MIGRATE, AFTER_RESTORE
        from samvag.rights.loading import load_rights
        from samvag.rights.replay import replay

        AFTER_MIGRATE.extend([load_rights, narrow])
        AFTER_RESTORE.append(replay)
