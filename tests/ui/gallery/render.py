"""Renders the gallery into a folder: `python -m tests.ui.gallery.render FOLDER`, then serve that folder.

No database. Pages come from `pages/`, the login pages and faults from `samvag.ui` itself.
"""

import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.test import RequestFactory

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PACKAGES = {"ui": ROOT / "samvag" / "ui" / "static" / "ui"}


def configure() -> None:
    """Just enough of Django, when no test run has set it up."""
    if settings.configured:
        return
    settings.configure(
        ALLOWED_HOSTS=["testserver"],
        INSTALLED_APPS=["samvag.ui"],
        LANGUAGE_CODE="sv",
        ROOT_URLCONF="tests.ui.gallery.urls",
        STATIC_URL="/static/",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.jinja2.Jinja2",
                "APP_DIRS": True,
                "OPTIONS": {"environment": "samvag.ui.environment.environment"},
            }
        ],
        TIME_ZONE="Europe/Stockholm",
        USE_TZ=True,
    )
    django.setup()


def common() -> dict[str, Any]:
    from tests.ui.gallery import facts, ways

    return {
        "ui_frame": lambda request: facts.FRAME,
        "messages_of": lambda request: (),
        "request": RequestFactory().get("/", {"sort": "-since"}),
        "csrf_input": "",
        "gaps": facts.GAPS,
        "people": facts.PEOPLE,
        "ways": ways,
        "tabs_of_person": facts.TABS,
        "bars_of_exits": facts.BARS,
        "faulty": facts.Everything({"name": "", "note": "Vill prova fler timmar."}),
        "empty_form": facts.Everything(),
    }


def own_pages() -> dict[str, tuple[str, dict[str, Any]]]:
    """Pages that ui itself brings: {file: (template, context)}."""
    from samvag.ui import views
    from tests.ui.gallery import facts

    away = {
        "ui_frame": lambda request: views_frame(),
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn"],
        "js_data": {},
    }
    lost = views.NOT_FOUND
    fault = {"title": lost.title, "happened": lost.happened, "kept": lost.kept, "advice": lost.advice}
    ask = {
        "title": "Ta bort steget?",
        "text": "Steget Ring CSN tas bort ur Leilas plan.",
        "confirm": "Ta bort",
        "cancel": "#",
    }
    return {
        "login": (
            "account/login.html",
            {**away, "form": facts.Login({"login": "sara"}), "PASSKEY_LOGIN_ENABLED": True},
        ),
        "code": ("mfa/authenticate.html", {**away, "form": facts.Code(), "webauthn_form": facts.Key()}),
        "fault": ("ui/fault.html", fault),
        "confirm": ("ui/confirm.html", {**ask, "danger": True}),
    }


def views_frame() -> Any:
    from samvag.ui.frame import Frame

    return Frame(banner="Påhittade personer och siffror")


def render(folder: Path) -> list[str]:
    """Writes every page and links the static files; the names of the pages."""
    configure()
    from django.template import engines

    env = next(engine for engine in engines.all() if hasattr(engine, "env")).env  # type: ignore[attr-defined]
    (folder / "static").mkdir(parents=True, exist_ok=True)
    for name, source in PACKAGES.items():
        link = folder / "static" / name
        if not link.exists():
            link.symlink_to(source)
    names = []
    for source in sorted((HERE / "pages").glob("*.html")):
        html = env.from_string(source.read_text()).render(common())
        (folder / source.name).write_text(html)
        names.append(source.stem)
    for name, (template, context) in own_pages().items():
        (folder / f"{name}.html").write_text(env.get_template(template).render({**common(), **context}))
        names.append(name)
    return names


if __name__ == "__main__":
    print(*render(Path(sys.argv[1])))
