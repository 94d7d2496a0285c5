"""One settings file: development and production differ in environment variables only.

`DEBUG=1` is the machine of one developer or newcomer: embedded servers, a local outbox instead of
e-mail, throw-away keys. Everything else is production, which refuses to start with a missing secret.
The README lists every variable.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from peersupport import logs, outbox
from peersupport.embedded import Servers

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", False)


def needed(name: str) -> str:
    """A value that production cannot do without."""
    if value := env.str(name, ""):
        return value
    raise ImproperlyConfigured(f"Set {name} in the environment (see the README, “How to deploy”).")


def given_or(name: str, while_developing: str) -> str:
    """A value from the environment; while developing, another may stand in for it."""
    return env.str(name, "") or (while_developing if DEBUG else needed(name))


SECRET_KEY = given_or("SECRET_KEY", "development-only-key-never-for-real-people-0123456789")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# Keys for free text at rest, newest first: "2:<base64 of 32 bytes>,1:<base64 of 32 bytes>".
FIELD_ENCRYPTION_KEYS = given_or("FIELD_ENCRYPTION_KEYS", "1:ZGV2ZWxvcG1lbnQtb25seS1rZXktbm90LXNlY3JldCE=").split(",")

# Where people reach the site; links in messages begin with it.
SITE_URL = given_or("SITE_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(SITE_URL).hostname])
if DEBUG:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "modeltranslation",
    "peersupport",
    "mentoring",
    "groups",
    "intake",
    "programs",
    "peersupport.admin_config.HouseAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
]

MIDDLEWARE = [
    "peersupport.without_name.WithoutName",  # first: what it takes away, nobody after it sees
    "peersupport.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "peersupport.middleware.RefuseNul",
    "peersupport.middleware.KeepNoCopies",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "programs.kept_words.ClosedDoor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "programs.sign_in.limits.SessionLimits",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "peersupport.urls"
WSGI_APPLICATION = "peersupport.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "programs.context_processors.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["chairs"]
CRISPY_TEMPLATE_PACK = "chairs"
CRISPY_FAIL_SILENTLY = not DEBUG

# While developing, the servers that the environment does not name are our own; manage.py starts them.
EMBEDDED = Servers.of_checkout()

# One PostgreSQL for all; connections are kept, because opening one costs more than most pages.
DATABASES = {"default": env.db_url_config(given_or("DATABASE_URL", EMBEDDED.database_url))}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

REDIS_URL = given_or("REDIS_URL", EMBEDDED.redis_url)
# Attempts and used codes are counted in PostgreSQL: losing the broker must neither lock people out nor let them in.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "site_cache"}}

AUTH_USER_MODEL = "programs.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}  # a phone shows its number keys
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", True)

# Signing in: a code by e-mail, no password, no sign-up. Addresses that are not known here get the same answer.
ACCOUNT_ADAPTER = "programs.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_TIMEOUT = 20 * 60  # from the address to the last step
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 4
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 2  # times
# Six digits, four tries each: at most 160 guesses a day at one account, which find one code in six thousand days.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "request_login_code": "20/m/ip,3/m/key,12/h/key,40/d/key",
    "login_failed": "20/m/ip,5/5m/key,30/d/key",
    # A form that strangers send writes to an address they typed: a whole centre may share one line, a flood may not.
    "send_request": "30/h/ip,5/d/key",
    "refer": "20/h/ip,5/h/key",
    "referral_link": "10/d/user",
    "finish_later": "30/h/ip,3/h/key,6/d/key",
    "certificate": "60/h/ip",
}
ACCOUNT_FORMS = {
    "request_login_code": "programs.sign_in.forms.AskForCode",
    "confirm_login_code": "programs.sign_in.forms.GiveCode",
    "confirm_email_verification_code": "programs.sign_in.forms.GiveAddressCode",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

# The second step: the code of an app, or a passkey, which asks for a finger, a face or a number by itself.
MFA_ADAPTER = "programs.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "programs.sign_in.forms.SecondStep",
    "reauthenticate": "programs.sign_in.forms.SecondStepAgain",
    "activate_totp": "programs.sign_in.forms.SetUpApp",
}

# How long somebody stays signed in, in seconds: idle, and in all.
HOUR = 3600
SESSION_COOKIE_AGE = 30 * 24 * HOUR
SESSION_LIMITS = {
    "staff": (env.int("STAFF_IDLE_HOURS", 2) * HOUR, env.int("STAFF_SESSION_HOURS", 12) * HOUR),
    "member": (SESSION_COOKIE_AGE, 90 * 24 * HOUR),
}

# Help lines on pages that belong to no program, and where "leave this page fast" goes.
DEFAULT_JURISDICTION = env.str("DEFAULT_JURISDICTION", "CA-QC")
QUICK_EXIT_URL = env.str("QUICK_EXIT_URL", "https://www.google.com/search?q=m%C3%A9t%C3%A9o")

# Who answers for people's data, and where they are kept: shown on the privacy page.
PRIVACY_OFFICER_NAME = env.str("PRIVACY_OFFICER_NAME", "")
PRIVACY_OFFICER_EMAIL = env.str("PRIVACY_OFFICER_EMAIL", "")
HOSTING_NOTE = env.str("HOSTING_NOTE", "")

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
MODELTRANSLATION_DEFAULT_LANGUAGE = "fr"
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("fr", "en")}
LOCALE_PATHS = [BASE_DIR / "peersupport" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
if not DEBUG:
    # Compressed once at collectstatic, named after their content, kept by browsers for ever.
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

# Without a mail server, a developer's site keeps its messages and shows them at /outbox/.
EMAIL_BACKEND = outbox.BACKEND
if not DEBUG or env.str("EMAIL_URL", ""):
    vars().update(env.email_url_config(needed("EMAIL_URL")))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = given_or("DEFAULT_FROM_EMAIL", "Entraide <entraide@localhost>")

LOGGING = logs.configuration(plain=DEBUG)

# Celery writes an address of a Unix socket in its own way.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=", 1)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# Nobody waits for a broker that is away: a nudge that cannot be given is no loss, beat comes by anyway.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "max_retries": 0,
    "visibility_timeout": 3600,  # longer than any task may run, so that none is given out twice
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 30 * 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_TIMEZONE = "UTC"

# How long a worker may hold the messages it is sending; those of a worker that died are sent by another after that.
NOTICE_LEASE_SECONDS = env.int("NOTICE_LEASE_SECONDS", 300)
# After how long without a sign of life long work is taken up by another worker. It gives one four times as often.
JOB_LEASE_SECONDS = env.int("JOB_LEASE_SECONDS", 60)

# The proxy speaks TLS with the world and says so in this header, which it must set itself.
if not DEBUG:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 365 * 24 * 3600)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
