"""Referrals on the desk: links handed out, what arrived, and the request it is about."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from intake.models import Referral, ReferralLink
from intake.services.referrals import address_of, make_referral_link, send_referral
from programs.models import AccessRecord
from tests.desk.make import make_request
from tests.intake.test_referrals import FACTS

pytestmark = pytest.mark.django_db


def url(program, what="referrals/"):
    return f"/desk/{program.public_id}/{what}"


def arrived(program, cora, **facts):
    return send_referral(make_referral_link(program, by=cora), facts=FACTS | facts, person_consents=True)


def text_of(page):
    return page.content.decode()


def test_a_link_is_made_shown_and_taken_back(program, cora, signed_in):
    client = signed_in(cora)
    page = text_of(client.post(url(program), {"meant_for": "Dr Roy"}, follow=True))
    link = ReferralLink.objects.get()
    assert f"http://testserver{address_of(link)}" in page
    assert "Link for Dr Roy" in page
    client.post(url(program, f"referral-links/{link.public_id}/withdrawal/"))
    assert not ReferralLink.objects.exists()


def test_the_address_a_person_made_is_theirs_to_give(program, cora, mia, signed_in):
    link = make_referral_link(program, by=mia.person, assessment=make_request(program, person=mia.person))
    page = text_of(signed_in(cora).get(url(program)))
    assert "Made by the person of request" in page
    assert address_of(link) not in page


def test_reading_what_was_written_is_written_down_and_the_list_opens_nothing(program, cora, signed_in):
    referral = arrived(program, cora)
    client = signed_in(cora)
    assert "lost her brother" not in text_of(client.get(url(program)))
    assert not AccessRecord.objects.exists()
    page = client.get(url(program, f"referrals/{referral.public_id}/"))
    assert "lost her brother" in text_of(page)
    assert "no-store" in page["Cache-Control"]
    assert [row.subject_id for row in AccessRecord.objects.filter(subject_kind="intake.referral")] == [referral.pk]


def test_it_is_brought_to_its_request_and_back(program, cora, signed_in):
    request, referral = make_request(program), arrived(program, cora)
    client, page = signed_in(cora), url(program, f"referrals/{referral.public_id}/")
    assert "No request of this program" in text_of(client.post(page, {"number": "D-0"}))
    client.post(page, {"number": f" {request.reference.lower()} "})
    assert Referral.objects.get().assessment == request
    shown = text_of(client.get(url(program, f"requests/{request.public_id}/")))
    assert "Dr Roy" in shown
    assert "lost her brother" not in shown
    client.post(page, {"none": "1"})
    assert Referral.objects.get().assessment is None


def test_a_request_of_another_program_has_no_number_here(program, cora, otto, signed_in):
    elsewhere, referral = make_request(otto.program), arrived(program, cora)
    page = signed_in(cora).post(url(program, f"referrals/{referral.public_id}/"), {"number": elsewhere.reference})
    assert "No request of this program" in text_of(page)


@pytest.mark.parametrize(("facts", "found"), [({"about_name": " AWA "}, True), ({"about_name": "Bea"}, False)])
def test_a_request_with_the_same_name_is_suggested(program, cora, signed_in, facts, found):
    make_request(program, "Awa")
    referral = arrived(program, cora, **facts)
    page = text_of(signed_in(cora).get(url(program, f"referrals/{referral.public_id}/")))
    assert ("It is about Awa" in page) is found


def test_the_follow_up_leads_to_it(program, cora, signed_in):
    referral = arrived(program, cora)
    task = program.tasks.get()
    page = text_of(signed_in(cora).get(url(program, f"tasks/{task.public_id}/")))
    assert url(program, f"referrals/{referral.public_id}/") in page


def test_the_price_of_the_list_does_not_grow(program, cora, signed_in):
    client = signed_in(cora)

    def price(first, last):
        for number in range(first, last):
            make_referral_link(program, by=cora)
            referral = arrived(program, cora)
            if number % 2:
                Referral.objects.filter(pk=referral.pk).update(assessment=make_request(program, f"Awa{number}"))
        client.get(url(program))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url(program)).status_code == 200
        return len(queries)

    few = price(0, 5)
    assert price(5, 50) == few
    assert few <= 12
