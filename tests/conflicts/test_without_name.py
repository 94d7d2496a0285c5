"""Reports without a name: one row of a few lengths, nothing that leads to anybody, a mailbox that works both ways."""

import datetime
import logging
import re
import time

import pytest
from django.apps import apps
from django.core.signing import Signer
from django.db import connection
from django.test import Client
from django.utils import timezone

from groups.models import AnonymousMessage, AnonymousReport
from groups.services.anonymous_reports import (
    BoxIsFull,
    report_of,
    send_report,
    tell_of_danger,
    tell_of_reports,
    words_of,
)
from groups.without_name import LENGTHS, TooLong, lookup_of, new_code, normal, padded, week_of
from programs.encryption import NONCE_BYTES
from programs.models import Event, Notice, Role, SafetyCase
from tests.make import make_participation, make_program

SAID = "He shouted at Noor in front of everybody."
SEALED_MORE = 1 + NONCE_BYTES + 16  # key number, nonce, tag
FROM_HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}
CODE = re.compile(r"<strong>((?:\w{4}-){5}\w{4})</strong>")


def stranger():
    return Client(headers={"Accept-Language": "en"})


def address(program):
    return f"/without-a-name/{program.slug}/"


def facts(**changed):
    return {"happened": SAID, "felt": "", "needed": "", "asks": "", "concerns": ""} | changed


def send(client, program, **changed):
    page = client.post(address(program), facts(**changed), **FROM_HERE)
    return CODE.search(page.content.decode()).group(1)


def text_of(page):
    return page.content.decode()


def everything():
    """Every row of every table, as text."""
    rows = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" AS t')  # noqa: S608 - names out of the catalogue
            rows[table] = sorted(row[0] for row in cursor.fetchall())
    return rows


@pytest.fixture
def mailbox():
    def open_it(code, **more):
        return stranger().post("/without-a-name/mailbox/", {"code": code} | more, **FROM_HERE)

    return open_it


@pytest.mark.django_db
class TestNoTrace:
    def test_of_somebody_signed_in_one_new_row_and_nothing_that_links(
        self, program, mia, cora, signed_in, valkey_client, caplog
    ):
        client = signed_in(mia)
        client.get("/meetings/")
        before, keys_before = everything(), sorted(valkey_client.keys("*"))
        caplog.clear()
        with caplog.at_level(logging.DEBUG):
            page = client.get(address(program), HTTP_USER_AGENT="Telephone of Mia", REMOTE_ADDR="203.0.113.9")
            send(client, program)
        after = everything()
        changed = {table for table in after if after[table] != before[table]}
        assert changed == {AnonymousReport._meta.db_table}
        (row,) = set(after[AnonymousReport._meta.db_table]) - set(before[AnonymousReport._meta.db_table])
        day = timezone.now().date()
        for trace in (
            "203.0.113.9",
            "Telephone",
            mia.public_id,
            mia.person.public_id,
            str(mia.person.email),
            SAID,
            *([day.isoformat()] if day.weekday() else []),
            timezone.now().strftime("%H:%M"),
        ):
            assert trace not in row
        assert week_of(day).isoformat() in row
        assert sorted(valkey_client.keys("*")) == keys_before
        ours = [record for record in caplog.records if record.name.partition(".")[0] in {"peersupport", "groups"}]
        assert ours == []
        assert "Mia" not in text_of(page), "the page does not know who reads it"

    def test_no_cookie_is_read_or_set(self, program, mia, signed_in):
        client = signed_in(mia)
        before = {name: cookie.value for name, cookie in client.cookies.items()}
        page = client.get(address(program))
        assert not page.cookies
        send(client, program)
        assert {name: cookie.value for name, cookie in client.cookies.items()} == before
        assert "no-store" in page["Cache-Control"]
        assert "Sign out" not in text_of(page)

    @pytest.mark.parametrize("length", [1, 1_500, 3_900])
    def test_the_length_tells_nothing(self, program, length):
        report, _code = send_report(program, words={"happened": "x" * length}, urgent=False)
        assert len(report.body) - SEALED_MORE in LENGTHS

    def test_bodies_of_one_length_look_alike(self):
        assert {len(padded("é" * n).encode()) for n in range(0, 1_000, 37)} == {LENGTHS[0]}
        assert len(padded("x" * (LENGTHS[0] + 1))) == LENGTHS[1]
        with pytest.raises(TooLong):
            padded("x" * (LENGTHS[-1] + 1))

    def test_there_is_no_page_for_it_in_the_administration(self):
        from django.contrib import admin  # noqa: PLC0415

        assert not {AnonymousReport, AnonymousMessage} & set(admin.site._registry)

    def test_no_column_leads_to_who_wrote_it(self):
        names = {field.name for model in (AnonymousReport, AnonymousMessage) for field in model._meta.get_fields()}
        assert names == {
            "id", "program", "week", "lookup", "code_hash", "body", "urgent", "concerns", "seen_week", "closed_week",
            "messages", "report", "position", "from_team",
        }  # fmt: skip
        assert apps.get_model("groups", "AnonymousReport")._meta.get_field("week").get_internal_type() == "DateField"

    def test_a_form_from_elsewhere_is_refused(self, program):
        for headers in ({}, {"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://elsewhere.example"}):
            assert stranger().post(address(program), facts(), **headers).status_code == 403
        assert not AnonymousReport.objects.exists()
        assert stranger().post(address(program), facts(), HTTP_ORIGIN="http://testserver").status_code == 200

    def test_the_language_is_chosen_without_a_cookie(self, program):
        page = stranger().get(address(program) + "?in=fr")
        assert '<html lang="fr">' in text_of(page)
        assert not page.cookies

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_it_speaks_the_language_that_was_chosen_elsewhere(self, program, settings, language):
        client = Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        assert f'<html lang="{language}">' in text_of(client.get(address(program)))


@pytest.mark.django_db
class TestMailbox:
    def test_it_works_both_ways_from_another_browser(self, program, cora, signed_in, mailbox):
        code = send(stranger(), program)
        assert SAID in text_of(mailbox(code))
        assert "Nobody has read it yet." in text_of(mailbox(code))
        desk, report = signed_in(cora), AnonymousReport.objects.get()
        path = f"/desk/{program.public_id}/without-a-name/{report.pk}/"
        assert SAID not in text_of(desk.get(path))
        assert SAID in text_of(desk.post(path))
        desk.post(path + "answer/", {"line": "Thank you. Shall we talk with him?"})
        assert "Shall we talk with him?" in text_of(mailbox(code))
        assert "The team has read" in text_of(mailbox(code))
        assert "It is added." in text_of(mailbox(code, line="Please do."))
        assert "Please do." in text_of(desk.post(path))
        desk.post(path + "ending/")
        assert "closed" in text_of(mailbox(code))
        assert "is closed" in text_of(mailbox(code, line="One more."))
        assert AnonymousMessage.objects.count() == 2

    @pytest.mark.parametrize("written", [str.upper, lambda code: code.replace("-", " "), lambda code: f"  {code} "])
    def test_a_code_is_found_however_it_is_written(self, program, mailbox, written):
        assert SAID in text_of(mailbox(written(send(stranger(), program))))

    def test_a_wrong_code_says_the_same_each_time_and_takes_as_long(self, program, mailbox, settings):
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
        code = send(stranger(), program)
        pages = [text_of(mailbox(wrong)) for wrong in (new_code(), "x", code[:-1] + "0")]
        assert all("We find nothing under this code." in page for page in pages)
        assert len({re.sub(r'value="[^"]*"', "", page) for page in pages}) == 1

        def seconds(tried):
            begun = time.perf_counter()
            report_of(tried)
            return time.perf_counter() - begun

        seconds(new_code())  # makes what wrong codes are compared with
        right, wrong = min(seconds(code) for _ in range(5)), min(seconds(new_code()) for _ in range(5))
        assert 0.3 < wrong / right < 3

    def test_the_code_stands_nowhere(self, program):
        _report, code = send_report(program, words={"happened": SAID}, urgent=False)
        kept = str(everything())
        assert code not in kept
        assert normal(code) not in kept
        assert lookup_of(code) in kept
        assert lookup_of(code) != Signer().signature(code)

    def test_somebody_elses_code_opens_nothing_of_mine(self, program, mailbox):
        mine = send(stranger(), program)
        other = send(stranger(), program, happened="Something else.")
        assert SAID not in text_of(mailbox(other))
        assert "Something else." not in text_of(mailbox(mine))

    def test_an_empty_line_is_asked_for_again(self, program, mailbox):
        code = send(stranger(), program)
        assert "Write something first." in text_of(mailbox(code, line="  "))


@pytest.mark.django_db
class TestTheTeam:
    def test_whom_it_concerns_never_sees_it_not_even_that_it_is_there(self, program, cora, signed_in):
        sara = make_participation(program, role=Role.SAFEGUARDING, name="Sara")
        send(stranger(), program, concerns=cora.person.public_id)
        report = AnonymousReport.objects.get()
        path = f"/desk/{program.public_id}/without-a-name/"
        assert str(report.pk) not in text_of(signed_in(cora).get(path))
        assert signed_in(cora).post(f"{path}{report.pk}/").status_code == 404
        assert SAID in text_of(signed_in(sara).post(f"{path}{report.pk}/"))
        tell_of_reports(datetime.date(2027, 1, 5))
        AnonymousReport.objects.update(seen_week=None)
        tell_of_reports(datetime.date(2027, 1, 6))
        assert {notice.recipient for notice in Notice.objects.filter(kind="reports_wait")} == {sara.person}

    def test_opening_is_written_down_and_names_only_the_reader(self, program, cora, signed_in):
        send(stranger(), program)
        report = AnonymousReport.objects.get()
        signed_in(cora).post(f"/desk/{program.public_id}/without-a-name/{report.pk}/")
        event = Event.objects.get(verb="anonymous_report_read")
        assert event.actor == cora.person
        assert not Event.objects.filter(verb__startswith="anonymous").exclude(actor=cora.person).exists()

    def test_once_a_day_everybody_who_reads_is_told_that_something_waits(self, program, cora):
        assert tell_of_reports(datetime.date(2027, 1, 5)) == 0
        _report, code = send_report(program, words={"happened": SAID}, urgent=False)
        for _again in range(2):
            tell_of_reports(datetime.date(2027, 1, 5))
        assert Notice.objects.filter(kind="reports_wait").count() == 1
        assert report_of(code) is not None

    def test_danger_opens_one_case_that_leads_to_no_report(self, program, cora):
        send(stranger(), program, urgent="on")
        assert not SafetyCase.objects.exists(), "not in the moment in which it is sent"
        assert [tell_of_danger(), tell_of_danger()] == [1, 0]
        case = SafetyCase.objects.get()
        assert SAID not in case.note
        assert (case.about_kind, case.about_id) == ("programs.program", program.pk)

    def test_a_full_box_says_whom_to_call(self, program, monkeypatch):
        monkeypatch.setattr("groups.services.anonymous_reports.MOST_A_WEEK", 1)
        send(stranger(), program)
        with pytest.raises(BoxIsFull):
            send_report(program, words={"happened": SAID}, urgent=False)
        page = stranger().post(address(program), facts(), **FROM_HERE)
        assert "Please call one of the numbers" in text_of(page)
        assert SAID in text_of(page), "what was typed is kept"

    def test_too_much_is_said_and_kept(self, program):
        page = stranger().post(
            address(program), facts(**dict.fromkeys(facts(), "☃" * 4_000) | {"concerns": ""}), **FROM_HERE
        )
        assert "too much for one report" in text_of(page)
        assert not AnonymousReport.objects.exists()

    def test_another_program_has_another_box(self, program, otto, signed_in):
        send(stranger(), program)
        report = AnonymousReport.objects.get()
        path = f"/desk/{otto.program.public_id}/without-a-name/{report.pk}/"
        assert signed_in(otto).post(path).status_code == 404
        assert words_of(report) == {"happened": SAID}

    def test_a_program_that_nobody_opened_has_no_box(self):
        draft = make_program(slug="not-yet", state="draft")
        assert stranger().get(address(draft)).status_code == 404
