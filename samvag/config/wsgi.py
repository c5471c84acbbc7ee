import gc
import os
from contextlib import ExitStack, suppress

# A page asks everybody's questions in the same words: its statements are planned once a connection, and not anew for
# each of the first five. Here and not in the settings: jobs and commands also ask for a hundred thousand rows at once.
os.environ.setdefault("PGOPTIONS", "-c plan_cache_mode=force_generic_plan")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samvag.config.settings")

from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.template import engines
from django.urls import get_resolver
from psycopg import Error

application = get_wsgi_application()

from samvag.gaps import keeping  # noqa: E402
from samvag.ops.databases import THREADS  # noqa: E402


def plan_ahead() -> None:
    """A connection for each thread, with the gap watch's statements planned. A database that is away is asked later."""
    pool = connections["default"].pool  # type: ignore[attr-defined]
    with suppress(Error), ExitStack() as stack:
        pool.open()
        pool.resize(THREADS, THREADS)
        for taken in [stack.enter_context(pool.connection()) for _thread in range(THREADS)]:
            keeping.plan(taken)


plan_ahead()
# Every view and what templates need, before anybody waits for it: imported by two first requests at once, a module may
# be met half done.
_loaded = get_resolver().reverse_dict, engines.all()

# What is loaded now stays. Looking through it for garbage took 50 ms in the middle of somebody's page, and a page makes
# ten thousand objects, so the young ones are looked through a few times a page and not fifteen.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
