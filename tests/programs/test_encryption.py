"""Free text at rest: unreadable in the database, bound to its row, closed on any doubt."""

import datetime

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection

from programs.encryption import CannotOpen, seal, unseal
from programs.models import Task, TaskKind

NEW = "2:YW5vdGhlci1rZXktb2YtMzItYnl0ZXMtaW4tYmFzZTY="
SECRET = "She said she does not want to go home."


def make_task(program, note=SECRET):
    return Task.objects.create(program=program, kind=TaskKind.FOLLOW_UP, note=note, due_on=datetime.date(2026, 1, 5))


def stored(task) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM programs_task WHERE id = %s", [task.pk])
        return bytes(cursor.fetchone()[0])


def test_the_database_holds_no_readable_text(program):
    task = make_task(program)
    assert b"home" not in stored(task)
    assert Task.objects.get(pk=task.pk).note == SECRET


def test_equal_texts_are_not_equal_at_rest(program):
    assert stored(make_task(program)) != stored(make_task(program))


def test_a_value_moved_to_another_row_does_not_open(program):
    first, second = make_task(program), make_task(program, "other")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE programs_task SET note = %s WHERE id = %s", [stored(first), second.pk])
    with pytest.raises(CannotOpen):
        Task.objects.get(pk=second.pk).note  # noqa: B018 - reading is what opens it


def test_a_changed_byte_does_not_open(program):
    task = make_task(program)
    changed = stored(task)[:-1] + bytes([stored(task)[-1] ^ 1])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE programs_task SET note = %s WHERE id = %s", [changed, task.pk])
    with pytest.raises(CannotOpen):
        Task.objects.get(pk=task.pk).note  # noqa: B018


def test_saving_a_row_whose_text_nobody_opened_keeps_it(program):
    task = Task.objects.get(pk=make_task(program).pk)
    task.is_urgent = True
    task.save()
    assert Task.objects.get(pk=task.pk).note == SECRET


def test_a_deferred_text_is_fetched_when_read(program):
    make_task(program)
    assert Task.objects.defer("note").get().note == SECRET


def test_update_is_refused_because_it_does_not_know_the_row(program):
    make_task(program)
    with pytest.raises(FieldError):
        Task.objects.update(note="plain")


def test_old_keys_open_what_they_sealed_and_new_ones_seal(settings):
    old = list(settings.FIELD_ENCRYPTION_KEYS)
    sealed = seal(SECRET, place="here")
    settings.FIELD_ENCRYPTION_KEYS = [NEW, *old]
    assert unseal(sealed, place="here") == SECRET
    assert seal(SECRET, place="here")[0] == 2
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    with pytest.raises(CannotOpen):
        unseal(sealed, place="here")


@pytest.mark.parametrize("keys", [["1"], ["1:short"], ["0:" + NEW[2:]], ["x:" + NEW[2:]], [NEW, NEW], ["1:!!!!"]])
def test_a_wrong_key_ring_stops_the_start(settings, keys):
    settings.FIELD_ENCRYPTION_KEYS = keys
    with pytest.raises(ImproperlyConfigured):
        seal("text", place="here")


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + b"0" * 20, b"\xff" + b"0" * 40])
def test_garbage_does_not_open(sealed):
    with pytest.raises(CannotOpen):
        unseal(sealed, place="here")
