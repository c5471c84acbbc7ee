"""`python -m tests.proofs.stage CLIENTS`: whom the clients write about and as whom, printed as JSON. `stage units`: two
units, and the session of somebody with every role in each.

A program of its own, in the installation that SAMVAG_VAR names: the proof itself has other settings.
"""

import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "samvag.config.settings"

import django

django.setup()

from django.conf import settings  # noqa: E402

from samvag.access.roles import Role  # noqa: E402
from tests.factories.agencies import make_association, make_staff, make_unit  # noqa: E402
from tests.factories.known import known  # noqa: E402
from tests.factories.people import make_case  # noqa: E402
from tests.factories.sharing import make_intervention  # noqa: E402
from tests.harness.pages import signed_in  # noqa: E402


def stage(clients: int) -> None:
    unit = make_unit(make_association(), "AME")
    told = []
    for _client in range(clients):
        worker = make_staff(unit, Role.WORKER, Role.MANAGER)
        key = signed_in(worker, unit).cookies[settings.SESSION_COOKIE_NAME].value
        told.append({"session": key, "path": known(worker, make_case(worker)).path()})
    print(json.dumps(told))


def units() -> None:
    association = make_association()
    told = []
    for name, branch in (("AME", "AME"), ("Soc", "SOC")):
        unit = make_unit(association, name, branch=branch)
        everything = make_staff(unit, *Role)
        make_intervention(unit, everything, "Steget")
        told.append(signed_in(everything, unit).cookies[settings.SESSION_COOKIE_NAME].value)
    print(json.dumps(told))


if __name__ == "__main__":
    units() if sys.argv[1] == "units" else stage(int(sys.argv[1]))
