"""What several walks share."""

import pytest
from django.core.cache import cache


@pytest.fixture
def post(smtp, settings):
    """One mail server for all: the site's own letters (codes) and those of the worker."""
    cache.clear()
    host, port = smtp.url.removeprefix("smtp://").split(":")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = host, int(port)
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    return smtp
