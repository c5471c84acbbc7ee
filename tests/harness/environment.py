"""Where tests keep their database: a cached folder of their own, never the installation's.

Imported before the settings, which read the environment.
"""

import os
import tempfile
from pathlib import Path


def own_folder() -> Path:
    """SAMVAG_TEST_VAR names another; kept between runs, so that a run starts in a second."""
    named = os.environ.get("SAMVAG_TEST_VAR")
    return Path(named) if named else Path(tempfile.gettempdir()) / f"samvag-test-{os.geteuid()}"


def enter() -> None:
    os.environ["SAMVAG_VAR"] = str(own_folder())
    os.environ.pop("SAMVAG_DATABASE_NAME", None)
    os.environ.pop("SAMVAG_DEMO", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "samvag.config.settings"
