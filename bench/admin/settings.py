"""As `django-admin startproject` makes them, with the register as one more app; on demand with a pool."""

import json
import os

SECRET_KEY = "a benchmark on a loopback address needs no secret"
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
ROOT_URLCONF = "bench.admin.urls"
WSGI_APPLICATION = "bench.admin.wsgi.application"
INSTALLED_APPS = [
    "bench.admin.apps.RegisterConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
# The benchmark says where: the installing role's connection to a copy of the rows, without row-level security.
_where = json.loads(os.environ.get("BENCH_DATABASE", "{}"))
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _where.get("dbname", ""),
        "USER": _where.get("user", ""),
        "HOST": _where.get("host", ""),
        "PORT": _where.get("port", ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 4}}
        if "BENCH_KEEPS_CONNECTIONS" in os.environ
        else {},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
STATIC_URL = "/static/"
