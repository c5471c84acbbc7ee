"""The Jinja2 environment: strict about unknown names, escaping, with Swedish dates and numbers as filters.

Settings name it: `"OPTIONS": {"environment": "samvag.ui.environment.environment"}`. In production (`DEBUG` off)
templates are compiled once a process and, with `SAMVAG_TEMPLATE_CACHE` set to a folder, kept between processes.
"""

from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import json_script
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, FileSystemBytecodeCache, StrictUndefined

from samvag.ui import devices, fields, formats, frame, icons, links, merging
from samvag.ui.compiling import Templates, translated
from samvag.ui.pictures import drawings


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The path of a named route: `url("people:way", person.id)`; keyword `query` adds `?a=b`."""
    query = kwargs.pop("query", None)
    path = reverse(name, args=args or None, kwargs=kwargs or None)
    return path + links.query_string(query) if query else path


def environment(**options: Any) -> Environment:
    """Called by Django's Jinja2 backend with its own options (loader, autoescape, auto_reload)."""
    options |= {"undefined": StrictUndefined, "autoescape": True}
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    options.setdefault("cache_size", 1000)
    folder = getattr(settings, "SAMVAG_TEMPLATE_CACHE", None)
    if folder and not options.get("auto_reload"):
        options.setdefault("bytecode_cache", FileSystemBytecodeCache(str(folder)))
    env = Templates(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options)
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(
        **dict.fromkeys(("_", "gettext"), translated),
        url=url,
        static=cache(static),
        messages_of=get_messages,
        language=get_language,
        written_from_right=get_language_bidi,
        ui_frame=frame.frame_of,
        ui_field=fields.described,
        ui_drawn=merging.token_of,
        ui_query=links.changed_query,
        ui_undo=links.undo_path,
        ui_icon=icons.icon,
        **drawings.GLOBALS,
    )
    env.filters.update(formats.FILTERS, json_script=json_script, device=devices.device)
    return env
