"""The process kit itself: real worker, beat and web on the test's own database, broker and mail server."""

import json
import smtplib
import urllib.request

import pytest
from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from peersupport.celery import app
from tests.plugins.processes import wait_until

pytestmark = pytest.mark.process


def test_a_worker_takes_what_the_broker_holds_also_after_being_killed(processes, broker):
    first = processes.worker()
    processes.kill(first)
    app.send_task("celery.backend_cleanup")
    assert broker.llen("celery") == 1
    processes.worker()
    wait_until(lambda: broker.llen("celery") == 0)


def test_the_web_server_answers_on_the_same_database_and_broker(processes):
    web = processes.web("--workers", "1")
    with urllib.request.urlopen(f"{web.url}/healthz") as answer:
        assert json.load(answer)["healthy"] is True


def test_the_mail_server_remembers_and_refuses_when_told(smtp):
    connection = get_connection(
        "django.core.mail.backends.smtp.EmailBackend", host="127.0.0.1", port=int(smtp.url.rpartition(":")[2])
    )
    smtp.refuse = ["451 later"]
    message = EmailMessage("Été", "text", settings.DEFAULT_FROM_EMAIL, ["zoe@example.org"], connection=connection)
    with pytest.raises(smtplib.SMTPDataError):
        message.send()
    message.send()
    assert [kept["Subject"] for kept in smtp.messages] == ["Été"]
    assert smtp.recipients == [("zoe@example.org",)]
