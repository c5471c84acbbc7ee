"""What is written down while something is tried."""

import logging
from types import TracebackType

OURS = ("samvag", "django", "allauth", "axes")


class Heard(logging.Handler):
    """Everything that the program and its packages say, down to the least."""

    def __init__(self, logger: logging.Logger) -> None:
        super().__init__(logging.DEBUG)
        self.logger, self.level_before, self.text = logger, logger.level, ""

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.split(".")[0] in OURS:
            self.text += self.format(record) + "\n"

    def __enter__(self) -> "Heard":
        self.logger.addHandler(self)
        return self

    def __exit__(self, kind: type | None, fault: BaseException | None, where: TracebackType | None) -> None:
        self.logger.removeHandler(self)
