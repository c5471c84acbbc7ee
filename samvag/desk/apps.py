from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "samvag.desk"

    def ready(self) -> None:
        from samvag.desk.frame import page_frame
        from samvag.ui import frame

        frame.register(page_frame)
