"""Log lines are one JSON object each and hold nothing about anybody."""

import json
import logging
import sys

import pytest

from peersupport import logs

SECRET = "mia@example.org"


def line(name, message, *arguments, exc_info=None, **facts):
    logger = logging.getLogger(name)
    record = logger.makeRecord(name, logging.INFO, "f.py", 1, message, arguments, exc_info, extra=facts)
    return json.loads(logs.JsonFormatter().format(record))


def failure():
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(f"no such person: {SECRET}") from error
    except ValueError:
        return sys.exc_info()


def test_messages_of_libraries_are_told_without_their_values():
    told = line("django.request", "Not Found: %s", f"/calendar/{SECRET}.ics")
    assert told["message"] == "Not Found: %s"
    assert SECRET not in json.dumps(told)


def test_our_messages_are_told_but_addresses_are_taken_out():
    told = line("programs.services.dispatch", "notice %s to %s failed", 17, SECRET)
    assert told["message"] == "notice 17 to [e-mail] failed"


def test_what_a_stranger_sent_is_not_repeated():
    assert line("django.security.DisallowedHost", f"Invalid HTTP_HOST header: '{SECRET}'")["message"] == "refused"


def test_an_exception_is_told_by_type_and_place_only():
    told = line("django.request", "Internal Server Error: %s", "/x", exc_info=failure())
    assert (told["error"], told["because"]) == ("ValueError", ["KeyError"])
    assert told["where"][-1].endswith(" failure")
    assert SECRET not in json.dumps(told)


def test_a_task_is_told_by_name_and_number():
    facts = {"name": "programs.dispatch", "id": "a1", "runtime": 0.2, "return_value": SECRET, "args": SECRET}
    told = line("celery.app.trace", "Task %(name)s[%(id)s] succeeded: %(return_value)s", facts)
    assert (told["task"], told["task_id"], told["seconds"]) == ("programs.dispatch", "a1", 0.2)
    assert SECRET not in json.dumps(told)


@pytest.mark.django_db
def test_a_request_is_told_by_the_name_of_its_view(client, caplog):
    caplog.set_level(logging.INFO, logger=logs.requests.name)
    client.get(f"/healthz?who={SECRET}")
    client.get(f"/nowhere/{SECRET}/")
    records = [record for record in caplog.records if record.name == logs.requests.name]
    lines = [json.loads(logs.JsonFormatter().format(record)) for record in records]
    assert [(told["method"], told["view"], told["status"]) for told in lines] == [
        ("GET", "health", 200),
        ("GET", "none", 404),
    ]
    assert SECRET not in json.dumps(lines)
