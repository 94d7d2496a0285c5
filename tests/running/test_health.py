"""`/healthz` tells the machines that watch the site what works, and nothing else."""

import json

import pytest
from django.db import connection


@pytest.mark.django_db
def test_all_is_well(client):
    answer = client.get("/healthz")
    assert (answer.status_code, json.loads(answer.content)) == (
        200,
        {"healthy": True, "database": True, "broker": True},
    )
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_missing_broker_is_named(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/healthz")
    assert (answer.status_code, json.loads(answer.content)["broker"]) == (503, False)


def test_a_missing_database_is_named(client, committed_db):
    connection.close()
    connection.settings_dict["NAME"] = "nowhere"
    answer = client.get("/healthz")
    assert (answer.status_code, json.loads(answer.content)["database"]) == (503, False)
