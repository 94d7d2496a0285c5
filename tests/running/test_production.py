"""Production as it would start: complete or not at all, strict, and silent about people."""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from tests.plugins.slots import CHECKOUT

pytestmark = pytest.mark.process

NEEDED = {
    "SECRET_KEY": "w7Rr0cXvHq3nLk9sTz5bYd2mPf8gJa4eUi6oNx1hVQ-BCEDFKMSW_0123456789",
    "FIELD_ENCRYPTION_KEYS": "1:ZGV2ZWxvcG1lbnQtb25seS1rZXktbm90LXNlY3JldCE=",
    "SITE_URL": "https://entraide.example.org",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nowhere",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "Entraide <bonjour@example.org>",
}
# The deployment check warns without these.
ADVISED = {
    "PRIVACY_OFFICER_NAME": "Zoé Roy",
    "PRIVACY_OFFICER_EMAIL": "vie-privee@example.org",
    "HOSTING_NOTE": "Montréal",
}


def production(**changes):
    """The environment of a production process: that of the tests without anything of ours, and what it needs."""
    ours = {*NEEDED, *ADVISED, "DEBUG", "DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return {name: value for name, value in os.environ.items() if name not in ours} | NEEDED | ADVISED | changes


def manage(*arguments, **changes):
    environment = {name: value for name, value in production(**changes).items() if value is not None}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=CHECKOUT, env=environment, capture_output=True, text=True
    )


def test_the_deployment_check_has_nothing_to_say():
    result = manage("check", "--deploy", "--fail-level", "INFO")
    assert (result.returncode, result.stderr) == (0, "")
    assert "no issues (0 silenced)" in result.stdout


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_production_refuses_to_start_without(name):
    result = manage("check", **{name: None})
    assert result.returncode != 0
    assert (
        result.stderr.strip()
        .splitlines()[-1]
        .endswith(f"Set {name} in the environment (see the README, “How to deploy”).")
    )


def test_debug_is_off_unless_asked_for():
    result = manage(
        "shell", "--no-imports", "-c", "from django.conf import settings as s; print(s.DEBUG, s.ALLOWED_HOSTS)"
    )
    assert result.stdout.split(None, 1) == ["False", "['entraide.example.org']\n"]


@pytest.fixture
def site(processes, tmp_path):
    """gunicorn as production runs it, on the test's database and broker."""
    shared = {name: processes.environment[name] for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL")}
    processes.environment = production(**shared, STATIC_ROOT=str(tmp_path / "static"))
    result = manage("collectstatic", "--no-input", **shared, STATIC_ROOT=str(tmp_path / "static"))
    assert result.returncode == 0, result.stderr
    return processes.web("--workers", "1")


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *details):
        return None


def fetch(address, **headers):
    request = urllib.request.Request(address, headers={"Host": "entraide.example.org"} | headers)
    try:
        with urllib.request.build_opener(NoRedirects).open(request) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


def test_production_is_strict_and_its_log_names_nobody(site):
    behind_proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.77"}

    status, headers = fetch(f"{site.url}/accounts/login/")
    assert (status, headers["Location"]) == (301, "https://entraide.example.org/accounts/login/")
    assert fetch(f"{site.url}/healthz")[0] == 200
    assert fetch(f"{site.url}/accounts/login/", Host="elsewhere.example")[0] == 400
    status, headers = fetch(f"{site.url}/accounts/login/?email=mia@example.org", **behind_proxy)
    assert status == 200, site.log.read_text()
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000; includeSubDomains")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert all("Secure" in cookie for cookie in headers.get_all("Set-Cookie", []))
    assert fetch(f"{site.url}/outbox/", **behind_proxy)[0] == 404
    assert fetch(f"{site.url}/calendar/feed-token-4711.ics?name=mia", **behind_proxy)[0] == 404

    log = site.log.read_text()
    lines = [json.loads(line) for line in log.splitlines()]
    views = [(line["view"], line["status"]) for line in lines if line["message"] == "request"]
    assert ("account_login", 200) in views
    assert ("health", 200) in views
    for told in ("mia", "elsewhere.example", "example.org", "feed-token", "203.0.113.77", "email=", "/accounts/login"):
        assert told not in log
