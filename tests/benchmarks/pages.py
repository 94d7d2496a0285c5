"""Pages: processor time and queries of what people open most, against the least that a page can be.

The least is a view without middleware that asks one indexed query and fills a tiny template. Each round asks for both,
one after the other; what counts is the middle of all rounds. Time in PostgreSQL is not counted.
"""

import io
import time
from statistics import median

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import connection
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import Meeting
from programs.models import Participation, Role
from tests.benchmarks import benchmark_database
from tests.desk.make import make_request
from tests.make import hours, make_group, make_meeting, make_membership, make_participation, make_program

FEW, MANY = 5, 50
LEAST_PER_ROUND = 10
TINY = Template("<!doctype html><title>{{ meeting.starts_at }}</title><p>{{ meeting.place }}</p>")


class World:
    """A program with so many requests, people and meetings, its coordinator and one member."""

    def __init__(self):
        self.program = make_program()
        self.coordinator = make_participation(self.program, role=Role.COORDINATOR, name="Cora")
        self.member = make_participation(self.program, name="Mia")
        self.group = make_group(self.program, capacity=200, members=[self.member])
        self.rows = 0

    def grow(self, rows: int) -> None:
        for number in range(self.rows, rows):
            make_request(self.program, f"Awa {number}")
            make_membership(self.group, make_participation(self.program, name=f"Bea {number}"))
            make_meeting(self.group, starts_at=timezone.now() + hours(20 + number * 24))
        self.rows = rows
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def pages(self) -> dict[str, tuple[Participation, str]]:
        desk = f"/desk/{self.program.public_id}/"
        return {
            "home": (self.member, "/home/"),
            "my meetings": (self.member, "/meetings/"),
            "desk": (self.coordinator, desk),
            "requests": (self.coordinator, f"{desk}requests/?state=read"),
            "people": (self.coordinator, f"{desk}people/"),
        }


class Visitor:
    """Somebody signed in, who asks the site as a web server would."""

    site = None

    def __init__(self, who: Participation):
        Visitor.site = Visitor.site or WSGIHandler()
        client = Client()
        EmailAddress.objects.get_or_create(user=who.person, email=who.person.email, verified=True, primary=True)
        client.force_login(who.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        self.cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())

    def get(self, address: str) -> bytes:
        answers = []
        response = self.site(_environ(address, self.cookie), lambda status, headers: answers.append(status))
        content = b"".join(response)
        response.close()
        if answers != ["200 OK"]:
            raise RuntimeError(f"{address} answered {answers}")
        return content


def _environ(address: str, cookie: str = "") -> dict:
    path, _mark, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_COOKIE": cookie,
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_LANGUAGE": "en",
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
    }


def least(key: int) -> bytes:
    WSGIRequest(_environ("/"))
    meeting = Meeting.objects.get(pk=key)
    return HttpResponse(TINY.render(Context({"meeting": meeting}))).content


def times_the_least(visitor: Visitor, address: str, key: int, rounds: int) -> float:
    for _ in range(3):
        visitor.get(address), least(key)
    ratios = []
    for _ in range(rounds):
        started = time.process_time()
        visitor.get(address)
        between = time.process_time()
        for _ in range(LEAST_PER_ROUND):
            least(key)
        ratios.append((between - started) / (time.process_time() - between) * LEAST_PER_ROUND)
    return median(ratios)


def queries(visitor: Visitor, address: str) -> int:
    visitor.get(address)
    with CaptureQueriesContext(connection) as captured:
        visitor.get(address)
    return len(captured)


def compare(rounds: int) -> None:
    world = World()
    visitors = {who: Visitor(who) for who in (world.member, world.coordinator)}
    counted = []
    for rows in (FEW, MANY):
        world.grow(rows)
        counted.append({name: queries(visitors[who], address) for name, (who, address) in world.pages().items()})
    key = Meeting.objects.values_list("pk", flat=True).first()
    for name, (who, address) in world.pages().items():
        ratio = times_the_least(visitors[who], address, key, rounds)
        few, many = (each[name] for each in counted)
        print(
            f"{name}: {ratio:.0f} times the least page; {few} queries with {FEW} rows, {many} with {MANY}", flush=True
        )


def main(rounds: int = 40) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    settings.WHITENOISE_AUTOREFRESH = False
    connection.settings_dict["CONN_MAX_AGE"] = 600
    with benchmark_database():
        compare(rounds)
