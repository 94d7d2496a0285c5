import pytest
from django.conf import settings
from django.db import connection


@pytest.mark.django_db
def test_the_tests_run_on_the_embedded_postgresql():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('listen_addresses'), lower('ÉÇ')")
        assert cursor.fetchone() == ("", "éç")


def test_the_broker_answers(broker):
    broker.set("seat", "taken")
    assert broker.get("seat") == b"taken"
    assert settings.REDIS_URL.startswith("unix://")
