"""Reminders: planning, claiming and sending, each against the plainest way to do the same.

Everything runs on a database of its own, which is dropped at the end. The mail server is a process of its own too.
"""

import json
import logging
import os
import resource
import subprocess
import sys
import time
from contextlib import contextmanager
from statistics import median

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection
from django.utils import timezone

from groups.models import Group, Meeting, Membership
from programs.letters import sender, write_letter
from programs.models import Notice, Participation, Person
from programs.notices import kind_named
from programs.services.dispatch import dispatch_due
from programs.services.leases import Lease
from programs.services.planning import plan_due
from tests.benchmarks import benchmark_database
from tests.make import hours, make_group, make_program
from tests.plugins.processes import free_port, wait_until

PEOPLE_IN_A_GROUP = 10
ROUNDS = 3
SINK = """
import asyncio, sys, time
from aiosmtpd.controller import Controller
class Sink:
    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(float(sys.argv[2]))
        return "250 kept"
Controller(Sink(), hostname="127.0.0.1", port=int(sys.argv[1])).start()
time.sleep(3600)
"""


def people(count: int) -> None:
    """`count` people, each in one group of ten that meets in two hours, to be reminded three hours before."""
    program = make_program()
    quiet = {"quiet_from": "00:00", "quiet_until": "00:00", "reminder_lead_hours": [3], "language": "en"}
    group = make_group(program, capacity=PEOPLE_IN_A_GROUP)
    groups = [Group(**_values(group)) for _ in range(count // PEOPLE_IN_A_GROUP)]
    Group.objects.bulk_create(groups)
    members = Person.objects.bulk_create(
        [Person(email=f"ana{n}@example.org", display_name="Ana", **quiet) for n in range(count)], batch_size=5000
    )
    parts = Participation.objects.bulk_create(
        [Participation(program=program, person=person, role="participant") for person in members], batch_size=5000
    )
    Membership.objects.bulk_create(
        [
            Membership(program=program, group=groups[n // PEOPLE_IN_A_GROUP], participation=part)
            for n, part in enumerate(parts)
        ],
        batch_size=5000,
    )
    start = timezone.now() + hours(2)
    Meeting.objects.bulk_create(
        Meeting(program=program, group=group, original_start=start, starts_at=start, ends_at=start + hours(1))
        for group in groups
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _values(group: Group) -> dict:
    fields = [field.attname for field in Group._meta.concrete_fields if field.attname not in ("id", "public_id")]
    return {name: getattr(group, name) for name in fields}


def owe_again() -> None:
    Notice.objects.update(state="owed", lease=None, leased_until=None, finished_at=None, attempts=0)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE programs_notice")


@contextmanager
def mail_server(delay: float):
    port = free_port()
    server = subprocess.Popen([sys.executable, "-c", SINK, str(port), str(delay)])
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port

    def is_up():
        try:
            with get_connection():
                return True
        except OSError:
            return False

    wait_until(is_up)
    try:
        yield port
    finally:
        server.kill()
        server.wait()


def plain_seconds(count: int, *, writing: bool) -> float:
    """Without an outbox: build Django messages and send them over a kept connection; with or without the templates."""
    notices = list(Notice.objects.select_related("recipient", "program")[:count])
    meetings = Meeting.objects.select_related("group", "program").in_bulk()
    kind = kind_named("meeting_reminder")

    def write(notice):
        return write_letter(kind, meetings[notice.about_id], recipient=notice.recipient, program=notice.program)

    ready, by = write(notices[0]), sender("en")
    started = time.perf_counter()
    with get_connection() as server:
        for notice in notices:
            letter = write(notice) if writing else ready
            headers = {"Message-ID": f"<{notice.message_id}@localhost>"}
            message = EmailMultiAlternatives(letter.subject, letter.text, by, [notice.recipient.email], headers=headers)
            message.attach_alternative(letter.html, "text/html")
            server.send_messages([message])
    return time.perf_counter() - started


def dispatching(processes: int, port: int | None) -> dict:
    """Seconds and peak memory (MB) of so many processes that send until nothing is due."""
    environment = {**os.environ, "BENCH_SMTP_PORT": str(port or ""), "DATABASE_URL": _database_url()}
    command = [sys.executable, "-m", "tests.benchmarks.reminders"]
    children = [
        subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(processes)
    ]
    for child in children:
        child.stdout.readline()  # it has imported everything
    started = time.perf_counter()
    for child in children:
        child.stdin.write("go\n")
        child.stdin.flush()
    facts = [json.loads(child.stdout.readline()) for child in children]
    seconds = time.perf_counter() - started
    for child in children:
        child.communicate()
    return {"seconds": seconds, "sent": sum(f["sent"] for f in facts), "memory": max(f["memory"] for f in facts)}


def send() -> None:
    """The child: says that it is ready, waits for the word, sends, tells."""
    logging.disable(logging.INFO)
    port = os.environ["BENCH_SMTP_PORT"]
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if port else 'dummy'}.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(port or 0)
    connection.ensure_connection()
    print("ready", flush=True)
    sys.stdin.readline()
    sent = dispatch_due(seconds=3600)["sent"]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"sent": sent, "memory": memory}), flush=True)


def claim_seconds(size: int, count: int) -> float:
    """Seconds to claim `count` notices in batches of `size`."""
    owe_again()
    started = time.perf_counter()
    for _ in range(count // size):
        Lease.claim(size)
    return time.perf_counter() - started


def timed(work):
    started = time.perf_counter()
    answer = work()
    return answer, time.perf_counter() - started


def _database_url() -> str:
    facts = connection.settings_dict
    return f"postgres://{facts['USER']}@/{facts['HOST'].replace('/', '%2F')}/{facts['NAME']}"


def compare(count: int) -> None:
    people(count)
    planned, first = timed(plan_due)
    again, second = timed(plan_due)
    print(f"plan: {planned} owed, the second run {again} in {second / first:.2f} of the time")
    size = min(count, 10_000)
    claims = [claim_seconds(1, 300) * size / 300 / claim_seconds(100, size) for _ in range(ROUNDS)]
    print(f"claim: batches of 100 are {median(claims):.0f} times as fast as row by row")
    for delay in (0, 0.01):
        with mail_server(delay) as port:
            _compare_sending(delay, port, min(count, 1_000))
    few, many = (_memory(number) for number in (count // 100, count))
    print(f"memory: {many / few:.2f} times for {count} messages against {count // 100}")


def _compare_sending(delay: float, port: int, sample: int) -> None:
    Notice.objects.update(state="sent", finished_at=timezone.now())
    chosen = list(Notice.objects.values_list("pk", flat=True)[:sample])
    rounds = [
        (
            plain_seconds(sample, writing=False),
            plain_seconds(sample, writing=True),
            _sent_by(1, port, chosen),
            _sent_by(2, port, chosen),
        )
        for _ in range(ROUNDS)
    ]
    built, written, shared = (
        median(ratio)
        for ratio in zip(*((bare / one, plain / one, one / two) for bare, plain, one, two in rounds), strict=True)
    )
    print(
        f"send, {delay * 1000:.0f} ms at the server: {built:.2f} of the speed of a plain loop that builds and sends,"
        f" {written:.2f} of one that writes, builds and sends; two processes {shared:.2f} times one"
    )


def _sent_by(processes: int, port: int, chosen: list[int]) -> float:
    owe_only(chosen)
    facts = dispatching(processes, port)
    assert facts["sent"] == len(chosen), facts
    return facts["seconds"]


def _memory(number: int) -> float:
    owe_only(list(Notice.objects.values_list("pk", flat=True)[:number]))
    facts = dispatching(1, None)
    assert facts["sent"] == number, facts
    return facts["memory"]


def owe_only(chosen: list[int]) -> None:
    Notice.objects.update(state="sent", finished_at=timezone.now())
    Notice.objects.filter(pk__in=chosen).update(
        state="owed", lease=None, leased_until=None, finished_at=None, attempts=0
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE programs_notice")


def main(count: int = 1_000) -> None:
    with benchmark_database():
        compare(count)


if __name__ == "__main__":
    send()
