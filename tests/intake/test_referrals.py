"""A professional refers somebody: once, without an account, and nothing is kept without the person's yes."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.utils import timezone

from intake.models import Assessment, Referral, ReferralLink
from intake.services.referrals import (
    LINK_LASTS,
    LINKS_AT_ONCE,
    LinkGone,
    LinkUsed,
    PersonMustAgree,
    TooManyLinks,
    address_of,
    link_of,
    link_referral,
    make_referral_link,
    send_referral,
    withdraw_link,
)
from intake.services.requests import withdraw_request
from programs.models import Event, Notice, Role, Task
from tests.desk.make import make_request
from tests.make import make_participation, make_program

FACTS = {
    "referrer_name": "Dr Roy",
    "referrer_role": "doctor",
    "organisation": "Elm clinic",
    "contact": "roy@example.org",
    "reason": "She has lost her brother.",
}
WHO = {"about_name": "Awa", "about_contact": ""}
POSTED = FACTS | WHO | {"person_consents": "yes"}


@pytest.fixture
def link(program, cora):
    return make_referral_link(program, by=cora, meant_for="Dr Roy")


@pytest.fixture
def request_of_mia(program, mia):
    return make_request(program, person=mia.person)


def send(link, **facts):
    return send_referral(link, facts=FACTS | facts, person_consents=True)


def text_of(page):
    return page.content.decode()


@pytest.mark.django_db
class TestTheLink:
    def test_only_a_hash_of_it_is_kept(self, link):
        token = address_of(link).split("/")[-2]
        assert link_of(token) == link
        with connection.cursor() as cursor:
            cursor.execute("SELECT row_to_json(l)::text FROM intake_referrallink l")
            assert token not in cursor.fetchone()[0]
        assert link_of(link.public_id) is None
        assert link_of(link.token_hash) is None

    def test_it_works_once(self, link):
        send(link)
        with pytest.raises(LinkUsed):
            send(link)
        assert Referral.objects.count() == 1

    def test_it_works_for_thirty_days(self, link):
        late = timezone.now() + LINK_LASTS
        with pytest.raises(LinkGone):
            send_referral(link, facts=FACTS, person_consents=True, now=late)
        early = late - datetime.timedelta(minutes=1)
        assert send_referral(link, facts=FACTS, person_consents=True, now=early)

    def test_nothing_arrives_in_a_program_that_is_closed(self, link, program):
        type(program).objects.filter(pk=program.pk).update(state="closed")
        with pytest.raises(LinkGone):
            send(link)

    def test_nothing_arrives_for_a_request_that_was_cancelled(self, request_of_mia, mia):
        link = make_referral_link(request_of_mia.program, by=mia.person, assessment=request_of_mia)
        withdraw_request(request_of_mia, by=mia.person)
        with pytest.raises(LinkGone):
            send(ReferralLink.objects.get(pk=link.pk))

    def test_one_that_was_taken_back_is_gone_and_one_that_was_used_stays(self, link, program, cora):
        withdraw_link(link, by=cora)
        withdraw_link(link, by=cora)
        assert not ReferralLink.objects.exists()
        used = make_referral_link(program, by=cora)
        send(used)
        with pytest.raises(LinkUsed):
            withdraw_link(used, by=cora)

    def test_none_is_made_for_a_request_that_was_cancelled_in_another_tab(self, program, mia, request_of_mia):
        elsewhere = Assessment.objects.get(pk=request_of_mia.pk)
        withdraw_request(elsewhere, by=mia.person)
        with pytest.raises(LinkGone):
            make_referral_link(program, by=mia.person, assessment=request_of_mia)

    def test_a_person_holds_three_at_once(self, request_of_mia, mia):
        for _number in range(LINKS_AT_ONCE):
            make_referral_link(request_of_mia.program, by=mia.person, assessment=request_of_mia)
        with pytest.raises(TooManyLinks):
            make_referral_link(request_of_mia.program, by=mia.person, assessment=request_of_mia)


@pytest.mark.django_db
class TestSending:
    def test_without_the_persons_yes_nothing_is_kept_and_the_link_still_works(self, link):
        with pytest.raises(PersonMustAgree):
            send_referral(link, facts=FACTS, person_consents=False)
        assert not Referral.objects.exists()
        assert not Notice.objects.filter(kind="referral_received").exists()
        assert send(link)

    def test_the_team_is_told_and_the_desk_gets_something_to_do(self, link, cora):
        referral = send(link, **WHO)
        assert [row.recipient for row in Notice.objects.filter(kind="referral_received")] == [cora.person]
        assert [(task.about_id, task.about_kind) for task in Task.objects.all()] == [(referral.pk, "intake.referral")]

    def test_one_that_the_person_asked_for_belongs_to_their_request_at_once(self, request_of_mia, mia):
        link = make_referral_link(request_of_mia.program, by=mia.person, assessment=request_of_mia)
        assert send(link).assessment == request_of_mia
        assert not Task.objects.exists()

    def test_what_was_written_is_sealed_and_in_no_event(self, link):
        send(link, **WHO)
        with connection.cursor() as cursor:
            cursor.execute("SELECT row_to_json(r)::text FROM intake_referral r")
            row = cursor.fetchone()[0]
        assert "brother" not in row
        assert "Awa" not in row
        assert "Dr Roy" in row, "so that this test can fail"
        assert [event for event in Event.objects.all() if "brother" in str(event.data)] == []

    def test_a_request_of_another_program_cannot_be_meant(self, link, cora, otto):
        with pytest.raises(Exception, match="cannot be done"):
            link_referral(send(link), assessment=make_request(otto.program), by=cora)


@pytest.mark.django_db
class TestThePublicPage:
    @pytest.fixture(autouse=True)
    def in_english(self, client):
        client.cookies["django_language"] = "en"

    def test_looking_consumes_nothing_and_names_nobody(self, request_of_mia, mia, client):
        link = make_referral_link(request_of_mia.program, by=mia.person, meant_for="Dr Roy", assessment=request_of_mia)
        for _look in range(3):
            page = client.get(address_of(link))
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        assert "noindex" in text_of(page)
        assert request_of_mia.reference in text_of(page)
        assert "Mia" not in text_of(page)
        assert "brother" not in text_of(page), "what the person told us is not for the professional"
        assert not client.session.items()

    def test_sending_it_and_opening_it_again_says_kindly_that_it_arrived(self, link, client):
        page = client.post(address_of(link), POSTED, follow=True)
        assert "The referral has arrived. Thank you." in text_of(page)
        again = text_of(client.get(address_of(link)))
        assert "This link works once." in again
        assert "brother" not in again
        assert "Awa" not in again
        assert "has arrived" in text_of(client.post(address_of(link), POSTED))
        assert Referral.objects.count() == 1

    def test_no_keeps_nothing_even_when_everything_else_is_filled_in(self, link, client):
        page = client.post(address_of(link), POSTED | {"person_consents": "no"})
        assert "We have kept nothing" in text_of(page)
        assert "brother" not in text_of(page)
        assert not Referral.objects.exists()
        assert client.get(address_of(link)).context["form"]

    def test_what_is_missing_is_asked_for_and_what_was_typed_stays(self, link, client):
        page = text_of(client.post(address_of(link), POSTED | {"reason": "", "person_consents": ""}))
        assert "Say whether the person agrees." in page
        assert "Elm clinic" in page
        assert page.split("<title>")[1].startswith(("Error", "Erreur"))

    def test_the_name_of_the_person_is_asked_only_where_nobody_knows_it(self, link, request_of_mia, mia, client):
        assert "about_name" in text_of(client.get(address_of(link)))
        own = make_referral_link(request_of_mia.program, by=mia.person, assessment=request_of_mia)
        assert "about_name" not in text_of(client.get(address_of(own)))
        client.post(address_of(own), POSTED)
        assert Referral.objects.get().about_name == ""

    def test_an_old_link_says_so(self, link, client):
        ReferralLink.objects.update(expires_at=timezone.now())
        assert "This link no longer works" in text_of(client.get(address_of(link)))
        assert "This link no longer works" in text_of(client.post(address_of(link), POSTED))

    @pytest.mark.parametrize("token", ["nothing", "x.y", "\u00e9", "%F0%9F%99%82"])
    def test_a_link_that_never_was_is_not_there(self, client, token, db):
        assert client.get(f"/refer/{token}/").status_code == 404
        assert client.post(f"/refer/{token}/", POSTED).status_code == 404

    def test_a_flood_is_stopped_and_loses_nothing(self, program, cora, client, settings):
        cache.clear()
        settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"refer": "1/h/ip"}
        first, second = (make_referral_link(program, by=cora) for _number in range(2))
        client.post(address_of(first), POSTED)
        page = text_of(client.post(address_of(second), POSTED))
        assert "Wait an hour" in page
        assert "Elm clinic" in page
        assert Referral.objects.count() == 1


@pytest.mark.django_db
class TestThePerson:
    def test_sees_that_a_referral_exists_and_not_what_it_says(self, request_of_mia, mia, signed_in):
        send(make_referral_link(request_of_mia.program, by=mia.person, assessment=request_of_mia))
        client = signed_in(mia)
        for page in ("", "referral/"):
            text = text_of(client.get(f"/requests/{request_of_mia.public_id}/{page}"))
            assert "Dr Roy" in text
            assert "brother in spring" not in text.replace("I lost my brother in spring", "")
            assert "She has lost" not in text

    def test_makes_a_link_and_takes_it_back(self, request_of_mia, mia, signed_in):
        client, url = signed_in(mia), f"/requests/{request_of_mia.public_id}/referral/"
        page = text_of(client.post(url, {"meant_for": "Dr Roy"}, follow=True))
        link = ReferralLink.objects.get()
        assert address_of(link) in page
        assert (link.made_by, link.assessment) == (mia.person, request_of_mia)
        client.post(url, {"withdraw": link.public_id})
        assert not ReferralLink.objects.exists()

    def test_what_no_page_posts_is_not_there(self, request_of_mia, mia, signed_in):
        url = f"/requests/{request_of_mia.public_id}/referral/"
        assert signed_in(mia).post(url, {"withdraw": "a\0b"}).status_code == 404

    def test_takes_back_nobody_elses(self, link, request_of_mia, mia, signed_in):
        url = f"/requests/{request_of_mia.public_id}/referral/"
        assert signed_in(mia).post(url, {"withdraw": link.public_id}).status_code == 404
        assert ReferralLink.objects.exists()


class TestAtTheSameMoment:
    def test_eight_who_press_with_one_link_are_one_referral(self, committed_db):
        cora = make_participation(make_program(), role=Role.COORDINATOR, name="Cora")
        link = make_referral_link(cora.program, by=cora)
        together = threading.Barrier(8)

        def press(_number):
            try:
                together.wait()
                return send(link)
            except LinkUsed as refusal:
                return refusal
            finally:
                connections.close_all()

        with ThreadPoolExecutor(8) as pool:
            results = list(pool.map(press, range(8)))
        assert sum(isinstance(result, Referral) for result in results) == 1
        assert sum(isinstance(result, LinkUsed) for result in results) == 7
        assert Referral.objects.count() == Task.objects.count() == 1
        assert Notice.objects.filter(kind="referral_received").count() == 1
