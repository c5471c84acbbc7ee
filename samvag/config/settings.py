"""All settings. What differs between installations comes from the environment; a missing one has a safe default."""

import os
from datetime import timedelta
from pathlib import Path

from samvag.access import providers
from samvag.config import log_sending, logs
from samvag.ops import databases, keys

ROOT = Path(__file__).resolve().parents[2]
DEMO = os.environ.get("SAMVAG_DEMO", "") == "1"

SECRET_KEY = keys.read().django
CONTEXT_KEY = keys.read().context
ROLE_PREFIX = databases.role_prefix()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("SAMVAG_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
EID = providers.read(os.environ.get("SAMVAG_EID"))
HTTPS = os.environ.get("SAMVAG_HTTPS", "") == "1"

INSTALLED_APPS = [
    "samvag.ui",
    "samvag.audit",
    "samvag.access",
    "samvag.drafts",
    "samvag.codes",
    "samvag.agencies",
    "samvag.people",
    "samvag.outbox",
    "samvag.consents",
    "samvag.catalogue",
    "samvag.cases",
    "samvag.gaps",
    "samvag.desk",
    "samvag.my_way",
    "samvag.intake",
    "samvag.followup",
    "samvag.rights",
    "samvag.simulate",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "axes",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "samvag.config.metrics.Measured",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "samvag.ui.headers.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "samvag.ui.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "samvag.ui.bodies.Bodies",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samvag.access.middleware.LoginTransaction",
    "samvag.access.middleware.ActorMiddleware",
    "samvag.drafts.saved.SavedDrafts",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "samvag.config.urls"
WSGI_APPLICATION = "samvag.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "samvag.ui.environment.environment",
            "context_processors": ["samvag.config.context.page"],
        },
    },
    # Only for what packages bring themselves (mail texts of allauth).
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
    },
]

DATABASES = {
    alias: {**entry, "TIME_ZONE": "Europe/Stockholm"}
    for alias, entry in databases.settings_for_django().items()
}
DATABASE_ROUTERS = ["samvag.config.routers.ByRole"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "samvag.agencies.passwords.NotGuessed"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes us write to whom they like
ACCOUNT_ADAPTER = "samvag.agencies.accounts.Accounts"
SOCIALACCOUNT_ADAPTER = "samvag.agencies.eid.adapter.Identities"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": None}  # axes counts failures, of passwords and of codes
ACCOUNT_LOGOUT_ON_GET = False
MFA_ADAPTER = "samvag.agencies.factors.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]  # reserve codes are ours (samvag.agencies.reserve)
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Samväg"
MFA_TOTP_TOLERANCE = 0  # a code holds for its own 30 s; whoever is late is told (samvag.agencies.one_time)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_FORMS = {
    "authenticate": "samvag.agencies.guessing.Code",
    "reauthenticate": "samvag.agencies.guessing.CodeAgain",
    "activate_totp": "samvag.agencies.guessing.FirstCode",
}
LOGIN_URL = "/konto/login/"
LOGIN_REDIRECT_URL = "/"

# By name and address together: nobody shuts out a colleague at another desk, and nobody for longer than the wait.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["login", "code", "credential", "next", "csrfmiddlewaretoken"]
AXES_USERNAME_CALLABLE = "samvag.agencies.guessing.name_of"
AXES_CLIENT_IP_CALLABLE = "samvag.agencies.guessing.address_of"
AXES_LOCKOUT_CALLABLE = "samvag.agencies.guessing.locked_out"
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SAMVAG_PROXIES", "1" if HTTPS else "0"))

# Searches, files sent and files fetched a person of staff (samvag.access.pace), so many times as many.
PACE = int(os.environ.get("SAMVAG_PACE") or 1)

# Codes already used and attempts counted hold over all processes.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "account_cache"},
    # Of each process, and sealed by the database: see `samvag.access.context.enter_again`.
    "found": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "found",
        "TIMEOUT": 600,
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}

SESSION_ENGINE = "samvag.access.sessions"
SESSION_COOKIE_AGE = 8 * 3600
# Over https a browser takes them from this very host alone, whatever others on the same domain do.
HOST_ONLY = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = HOST_ONLY + "sessionid"
CSRF_COOKIE_NAME = HOST_ONLY + "csrftoken"
LANGUAGE_COOKIE_NAME = HOST_ONLY + "language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "samvag.ui.views.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = HTTPS
# The proxy in front says whether it was https. Programs are not led on: what they send in the open should not go well.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Signed, and never with a person's name. In the session each act, and the page after it, would write one more row.
MESSAGE_STORAGE = "samvag.ui.sentences.Sentences"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("sv-simple", "Lätt svenska"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# Jobs stand in each app's jobs.py.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 24 * 3600
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("SAMVAG_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("SAMVAG_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("SAMVAG_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAMVAG_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("SAMVAG_SMTP_TLS", "") == "1"
EMAIL_TIMEOUT = 15
# Without a sender no mail goes to persons, without a gateway no text message: that is then told in person.
MAIL_FROM = os.environ.get("SAMVAG_MAIL_FROM", "")
SMS_URL = os.environ.get("SAMVAG_SMS_URL", "")
SMS_TOKEN = os.environ.get("SAMVAG_SMS_TOKEN", "")

AWAY = log_sending.handlers()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"ours": {"()": logs.formatter()}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "ours"}, **AWAY},
    # Axes would name who failed to log in: it is told by samvag.security, without names.
    # The pool tells of every attempt while the database is away; the supervisor says it once.
    "loggers": {
        "psycopg.pool": {"level": "ERROR"},
        "axes": {"level": "ERROR"},
        "samvag.security": {"level": "INFO"},
    },
    "root": {"handlers": ["console", *AWAY], "level": "WARNING"},
}
