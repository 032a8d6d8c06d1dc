"""One settings file, driven by the environment. README.md lists every variable."""

from datetime import time
from pathlib import Path

import dj_database_url
import django_stubs_ext
import pghistory
from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from kombu import Queue

from config import environment as env

# Before any module of ours names one of Django's classes with its type, as ModelChoiceField[Plan].
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

# --- The deployment ----------------------------------------------------------------------------

SERVICE_NAME = env.text("SERVICE_NAME", "Children’s Plan")
COUNCIL_NAME = env.text("COUNCIL_NAME")
# By these the rows of our own area are known in published data.
AREA_CODES = env.items("AREA_CODES")
# Where people who are stuck may write; shown at the foot of every page and on the help page.
CONTACT_EMAIL = env.text("CONTACT_EMAIL")
# A static path of the council's own logo; ours stands in for it.
LOGO = env.text("LOGO", "logo.svg")
# How reports look: files for the logo and the font, colours as #33214a. See reports/identity.py.
REPORT_LOGO = env.text("REPORT_LOGO")
REPORT_COLOUR = env.text("REPORT_COLOUR")
REPORT_ACCENT = env.text("REPORT_ACCENT")
REPORT_FONT = env.text("REPORT_FONT")
REPORT_FONT_REGULAR = env.text("REPORT_FONT_REGULAR")
REPORT_FONT_BOLD = env.text("REPORT_FONT_BOLD")
# Counts of children from 1 to below this are not shown to the public, unless a measure says otherwise.
SMALL_NUMBER_THRESHOLD = env.number("SMALL_NUMBER_THRESHOLD", default=5)
# The demo shows its accounts on the sign-in page and opens the component gallery.
DEMO = env.flag("DEMO", default=False)

DEBUG = env.flag("DEBUG", default=False)
# A random key lets tools run; whatever serves people must be given one: environment.require_to_serve.
SECRET_KEY = env.text("SECRET_KEY") or get_random_secret_key()
SECRET_KEY_FALLBACKS = env.items("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.items("CSRF_TRUSTED_ORIGINS")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "reports",
    "monitoring",
    "indicators",
    "priorities",
    "plans",
    "partnership",
    "pghistory",
    "pgtrigger",
    "crispy_forms",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # Before staticfiles, so that runserver serves static files the way production does.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    # Around sign-in, so that the history knows the person whichever middleware finds them.
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.service",
            ],
        },
    }
]

# --- Database ----------------------------------------------------------------------------------

# The application's own role: it owns no table. See config/database_role.py.
DATABASES = {"default": dj_database_url.parse(env.text("DATABASE_URL", "postgresql:///childrens_plan"))}
# Only the migrate step is given the owner's address.
if env.text("DATABASE_OWNER_URL"):
    DATABASES["owner"] = dj_database_url.parse(env.text("DATABASE_OWNER_URL"))
    DATABASES["owner"]["TEST"] = {"MIRROR": "default"}
# wsgi.py asks for a pool. Never set it for a worker: a pool opened before a fork hangs the child.
if pool_size := env.number("DATABASE_POOL_SIZE", default=0):
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": pool_size,
        "timeout": 10,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Kept beside each event rather than in a table of its own: no row grows with every request.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField(null=True)
PGHISTORY_CREATED_AT_FUNCTION = "clock_timestamp()"
# An event outlives the row it tells of.
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_constraint=False)

# --- Broker, cache, sessions -------------------------------------------------------------------

REDIS_URL = env.text("REDIS_URL", "redis://localhost:6379/0")
CELERY_BROKER_URL = env.broker_address(REDIS_URL)
CACHES = {
    "default": {
        "BACKEND": "config.cache.CacheThatMayBeAway",
        "LOCATION": env.cache_address(REDIS_URL, database=1),
        "OPTIONS": {"socket_timeout": 1},
    }
}
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14

# --- Jobs --------------------------------------------------------------------------------------

CELERY_TASK_IGNORE_RESULT = True
# A task is taken off the queue when it is done, not when it is begun: a killed worker loses none.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_DEFAULT_QUEUE = "default"
# Reports are long; they wait in a line of their own, so a second worker can be given to them.
CELERY_TASK_ROUTES = {"reports.*": {"queue": "reports"}}
CELERY_TASK_QUEUES = (Queue("default"), Queue("reports"))
# No report takes half an hour; one that does would keep the others waiting for ever.
CELERY_TASK_TIME_LIMIT = 1800
# In kB. A report of 1,000 actions takes 350 MB and gives most of it back; a process that does not is replaced.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
# Redis hands a task out again when it is not acknowledged in this time: longer than any report.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    # A person waits for the page that wakes a task: give up fast, the sweep sends it again.
    "max_retries": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULE = {
    "seen": {"task": "config.worker_seen", "schedule": 30, "options": {"expires": 30}},
    "sweep": {"task": "reports.sweep", "schedule": 60, "options": {"expires": 60}},
    # Often, so that a reminder is late by minutes after an outage; what is sent is not sent again.
    "remind": {"task": "monitoring.remind", "schedule": 600, "options": {"expires": 600}},
    # Just after midnight a post may be somebody else's, and what was begun in it with it.
    "posts": {"task": "monitoring.pass_on_posts", "schedule": 600, "options": {"expires": 600}},
    "invitations": {"task": "partnership.send_invitations", "schedule": 300, "options": {"expires": 300}},
    # A session may hold what somebody typed: it goes when it ends.
    "sessions": {"task": "partnership.clear_ended_sessions", "schedule": 3600, "options": {"expires": 3600}},
}

# Between these times of a working day, in TIME_ZONE, people are reminded of what is awaited from them.
REMINDERS_FROM = time(8)
REMINDERS_UNTIL = time(18)

# --- Sign-in -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "partnership.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "partnership.sign_in.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "partnership.sign_in_forms.LoginForm",
    "reset_password": "partnership.sign_in_forms.ResetPasswordForm",
    "reset_password_from_key": "partnership.sign_in_forms.ResetPasswordKeyForm",
    "change_password": "partnership.sign_in_forms.ChangePasswordForm",
    "set_password": "partnership.sign_in_forms.SetPasswordForm",
    "reauthenticate": "partnership.sign_in_forms.ReauthenticateForm",
    "request_login_code": "partnership.sign_in_forms.RequestLoginCodeForm",
    "confirm_login_code": "partnership.sign_in_forms.ConfirmLoginCodeForm",
}
MFA_ADAPTER = "partnership.sign_in.MFAAdapter"
MFA_FORMS = {
    "authenticate": "partnership.sign_in_forms.AuthenticateForm",
    "reauthenticate": "partnership.sign_in_forms.MfaReauthenticateForm",
    "activate_totp": "partnership.sign_in_forms.ActivateTOTPForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# The coordinator gives out the accounts, so an address is known before its owner first signs in.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{SERVICE_NAME}: "
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", default=0)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SERVICE_NAME

SOCIALACCOUNT_ADAPTER = "partnership.sign_in.SocialAccountAdapter"
SIGN_INS = env.sign_ins(name=COUNCIL_NAME or SERVICE_NAME)
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": SIGN_INS}}

# --- E-mail ------------------------------------------------------------------------------------

# Names Django reads by itself: EMAIL_BACKEND, EMAIL_HOST, …
globals().update(env.email_settings(env.text("EMAIL_URL", "console:")))
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "childrens-plan@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Security ----------------------------------------------------------------------------------

# Off only where there is no certificate: on a developer's machine and in the demo.
HTTPS = env.flag("HTTPS", default=not DEBUG)
# Where the links of an e-mail lead: nobody's request says it there.
SITE_URL = env.text("SITE_URL", env.site_address(ALLOWED_HOSTS, https=HTTPS))
SECURE_SSL_REDIRECT = HTTPS
# Asked from inside, over plain HTTP, by whatever watches the containers.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if env.flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", default=60 * 60 * 24 * 365) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Preloading is a promise for a whole domain, and the council's to make.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
# Gives back what was typed into a page that had gone out of date.
CSRF_FAILURE_VIEW = "monitoring.views.lost_text.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
# A year of narratives is one form; a plan with many milestones is another.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        # data: carries the picture a person scans to set up two-step sign-in.
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # A browser holds the redirect after a form to this list as well.
        "form-action": [SELF, *env.sign_in_origins(SIGN_INS)],
    }
}

# --- Language, time ----------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# --- Static files, forms -----------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static" / "build"]
# Off in development and tests, which serve what was built last without collecting it.
STATIC_MANIFEST = env.flag("STATIC_MANIFEST", default=not DEBUG)
WHITENOISE_USE_FINDERS = not STATIC_MANIFEST
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_MANIFEST
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
CRISPY_ALLOWED_TEMPLATE_PACKS = "plan"
CRISPY_TEMPLATE_PACK = "plan"
CRISPY_FAIL_SILENTLY = False

# --- Log ---------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line",
        }
    },
    "root": {"handlers": ["stdout"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
