"""Recruiting on the desk: campaigns set up and published, applications read, references asked, checks written down."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentoring.errors import AskedAlready, CampaignIncomplete, CriteriaFixed, ReferenceGone
from mentoring.models import BackgroundCheck, Campaign, Reference
from mentoring.queries.same_person import signs_of
from mentoring.services.applications import move_application
from mentoring.services.campaigns import (
    change_campaign,
    change_criteria,
    create_campaign,
    end_campaign,
    publish_campaign,
)
from mentoring.services.checks import OwnCheck, expiries_due, record_check
from mentoring.services.references import (
    ask_reference,
    give_reference,
    is_gone,
    reference_of,
    refuse_reference,
    token_of,
)
from mentoring.services.supporters import welcome_supporter
from programs.models import AccessRecord, Notice, Person, Task
from programs.services.ties import declare_tie
from tests.make import make_participation, make_person, make_program
from tests.mentoring.applying import make_application, make_campaign

pytestmark = pytest.mark.django_db

GIVEN = {"known_for": "Ten years", "strengths": "Listens.", "cautions": "", "recommends": True}


@pytest.fixture
def cora():
    return make_participation(make_program(models_offered=["mentoring"]), role="coordinator", name="Cora")


@pytest.fixture
def desk(client, cora, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(cora.person, backend="allauth.account.auth_backends.AuthenticationBackend")

    def address(name, *args):
        return reverse(name, args=[cora.program.public_id, *args])

    client.address = address
    return client


FILLED = {
    "title_en": "Peers wanted", "title_fr": "Cherchons des pairs", "summary_en": "Be there.", "summary_fr": "Être là.",
    "what_you_do_en": "You listen.", "what_you_do_fr": "Vous écoutez.",
    "opens_on": "2026-12-01", "opens_time": "08:00", "closes_on": "2026-12-31", "closes_time": "23:59",
    "time_zone": "America/Vancouver", "wanted": "4", "references_wanted": "2", "reviewers_wanted": "3",
    "peer_reviewer_wanted": "on", "talk_wanted": "on",
}  # fmt: skip


def test_a_campaign_is_made_published_and_ended(desk, cora):
    desk.post(desk.address("desk_campaign_new"), FILLED)
    campaign = Campaign.objects.get()
    assert campaign.closes_at.isoformat() == "2027-01-01T07:59:00+00:00"
    assert [one.code for one in campaign.criteria.all()] == [
        "experience", "listening", "empathy", "motivation", "diversity",
    ]  # fmt: skip
    page = desk.get(desk.address("desk_campaign_publication", campaign.public_id))
    assert "Être là." in page.text
    desk.post(desk.address("desk_campaign_publication", campaign.public_id))
    campaign.refresh_from_db()
    assert campaign.state == "published"
    assert not Notice.objects.exists()
    desk.post(desk.address("desk_campaign_ending", campaign.public_id))
    campaign.refresh_from_db()
    assert campaign.state == "ended"


def test_the_closing_is_after_the_opening(desk):
    page = desk.post(desk.address("desk_campaign_new"), FILLED | {"closes_on": "2026-11-30"})
    assert "The closing is before the opening." in page.text
    assert not Campaign.objects.exists()


def test_what_is_missing_in_one_language_is_asked_for(cora):
    now = timezone.now()
    facts = {
        "opens_at": now, "closes_at": now + datetime.timedelta(days=1), "time_zone": "America/Toronto",
        "title_en": "Peers", "title_fr": "Pairs", "summary_en": "…", "summary_fr": "…", "what_you_do_en": "…",
    }  # fmt: skip
    campaign = create_campaign(cora.program, by=cora, **facts)
    with pytest.raises(CampaignIncomplete):
        publish_campaign(campaign, by=cora)
    change_campaign(campaign, by=cora, what_you_do_fr="…")
    publish_campaign(campaign, by=cora)
    with pytest.raises(CampaignIncomplete):
        change_campaign(campaign, by=cora, title_fr="")


def test_weights_change_until_somebody_is_asked_to_read(cora):
    campaign = create_campaign(
        cora.program, by=cora, title_en="Peers", summary_en="…", what_you_do_en="…", opens_at=timezone.now(),
        closes_at=timezone.now() + datetime.timedelta(days=3), time_zone="Europe/Paris", state="published",
    )  # fmt: skip
    change_criteria(campaign, by=cora, rows={"empathy": {"weight": 3, "is_required": True, "minimum": 4}})
    assert campaign.criteria.get(code="empathy").weight == 3
    make_application(campaign).sheets.create(program=cora.program, reviewer=cora)
    with pytest.raises(CriteriaFixed):
        change_criteria(campaign, by=cora, rows={"empathy": {"weight": 1, "is_required": False, "minimum": 3}})


def test_lists_ask_the_same_number_of_questions_whatever_their_length(desk, cora):
    campaign = make_campaign(cora.program)
    desk.get(desk.address("desk_campaigns"))  # what is asked once per session
    desk.get(desk.address("desk_applications", campaign.public_id))
    counts = []
    for total in (3, 12):
        for number in range(campaign.applications.count(), total):
            make_application(campaign, nickname=f"N{number}", email=f"n{number}@example.org")
        for name, args in (
            ("desk_applications", [campaign.public_id]),
            ("desk_campaigns", []),
        ):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert desk.get(desk.address(name, *args)).status_code == 200
            counts.append((name, len(queries)))
    assert counts[:2] == counts[2:]
    assert max(n for _name, n in counts) <= 20


def test_the_list_can_be_narrowed(desk, cora):
    campaign = make_campaign(cora.program)
    make_application(campaign, nickname="Ines", email="ines@example.org", languages=["es"])
    make_application(campaign, nickname="Omar", email="omar@example.org", languages=["ar"])
    address = desk.address("desk_applications", campaign.public_id)
    page = desk.get(address + "?language=es").text
    assert "Ines" in page
    assert "Omar" not in page
    assert desk.get(address + "?state=nonsense").status_code == 404
    assert desk.get(address + "?topic=999999999999999999&page=nine").status_code == 200


def test_opening_an_application_is_written_down_once_a_day(desk, cora):
    one = make_application(make_campaign(cora.program))
    address = desk.address("desk_application", one.public_id)
    for _time in range(2):
        assert one.motivation in desk.get(address).text
    assert AccessRecord.objects.filter(subject_id=one.pk, reader=cora.person).count() == 1
    desk.post(address, {"body": "We read on Friday."})
    assert one.messages.get().body == "We read on Friday."


def test_a_tie_closes_the_application_and_its_references(desk, cora):
    one = make_application(make_campaign(cora.program))
    pages = [
        desk.address("desk_application", one.public_id),
        desk.address("desk_application_revision", one.public_id),
        desk.address("desk_reference", one.references.get().public_id),
    ]
    assert [desk.get(page).status_code for page in pages] == [200, 200, 200]
    declare_tie(cora.program, people=(cora.person, one.person), kind="kin", by=cora)
    assert [desk.get(page).status_code for page in pages] == [404, 404, 404]
    assert "Lou" not in desk.get(desk.address("desk_applications", one.campaign.public_id)).text


def test_asking_for_more_shows_the_letter_first(desk, cora):
    one = make_application(make_campaign(cora.program))
    address = desk.address("desk_application_revision", one.public_id)
    assert "A question for you" in desk.get(address).text
    assert one.messages.count() == 0
    desk.post(address, {"body": "Which days?"})
    one.refresh_from_db()
    assert one.state == "revision"


def test_a_reference_is_asked_given_once_and_told(cora, client):
    one = make_application(make_campaign(cora.program))
    reference = one.references.get()
    assert reference_of("nothing") is None
    ask_reference(reference, by=cora)
    with pytest.raises(AskedAlready):
        ask_reference(reference, by=cora)
    letter = Notice.objects.get(kind="reference_asked")
    assert letter.recipient.email == "rosa@example.org"
    assert not letter.recipient.is_somebody
    token = token_of(reference)
    assert token not in Reference.objects.get(pk=reference.pk).token_hash
    address = reverse("reference", args=[token])
    assert client.get(address).status_code == 200
    client.post(address, {"known_for": "Ten years", "strengths": "Listens.", "recommends": "yes"})
    reference.refresh_from_db()
    assert (reference.state, reference.strengths, reference.recommends) == ("given", "Listens.", True)
    client.post(address, {"known_for": "Changed", "strengths": "Changed."})
    reference.refresh_from_db()
    assert reference.known_for == "Ten years"
    assert Notice.objects.filter(kind="reference_answered", recipient=cora.person).count() == 1
    with pytest.raises(ReferenceGone):
        give_reference(reference, facts=GIVEN)


def test_a_link_ends_after_three_weeks_and_with_the_application(cora):
    one = make_application(make_campaign(cora.program))
    reference = ask_reference(one.references.get(), by=cora)
    reference = reference_of(token_of(reference))
    asked = reference.asked_at
    assert not is_gone(reference, now=asked + datetime.timedelta(days=20, hours=23))
    assert is_gone(reference, now=asked + datetime.timedelta(days=21))
    first = token_of(reference)
    ask_reference(reference, by=cora, now=asked + datetime.timedelta(days=22))
    assert reference_of(first) is None
    move_application(one, "declined", by=cora)
    assert is_gone(reference_of(token_of(Reference.objects.get())))


def test_saying_no_is_an_answer(cora):
    reference = ask_reference(make_application(make_campaign(cora.program)).references.get(), by=cora)
    refuse_reference(reference)
    assert reference.state == "refused"
    assert reference.strengths == ""


def test_a_check_that_runs_out_is_said_once(desk, cora):
    sami = make_person("Sami")
    welcome_supporter(cora.program, person=sami, by=cora)
    today = datetime.date(2026, 11, 23)
    soon, later = today + datetime.timedelta(days=30), today + datetime.timedelta(days=31)
    facts = {"result": "clear", "done_on": datetime.date(2024, 1, 1)}
    record_check(sami, by=cora, kind="police", expires_on=soon, **facts)
    record_check(sami, by=cora, kind="identity", expires_on=later, **facts)
    record_check(make_person("Zoe"), by=cora, kind="police", expires_on=soon, **facts)
    assert expiries_due(today) == 1
    assert expiries_due(today) == 0
    assert (Task.objects.get().kind, Task.objects.get().person) == ("expiry", sami)
    page = desk.get(desk.address("desk_task", Task.objects.get().public_id)).text
    assert desk.address("desk_person_checks", sami.public_id) in page
    record_check(sami, by=cora, kind="identity", result="clear", done_on=today, expires_on=None)
    assert expiries_due(today + datetime.timedelta(days=2)) == 0
    with pytest.raises(OwnCheck):
        record_check(cora.person, by=cora, kind="police", **facts)


def test_checks_on_the_desk_keep_dates_and_nothing_else(desk, cora):
    one = make_application(make_campaign(cora.program))
    address = desk.address("desk_person_checks", one.person.public_id)
    filled = {"kind": "police", "result": "clear", "done_on": "2026-01-10", "expires_on": "2026-01-09"}
    assert "This is not after the day of the check." in desk.post(address, filled).text
    desk.post(address, filled | {"expires_on": "2026-01-20"})
    assert BackgroundCheck.objects.get().person == one.person
    assert "No longer valid" in desk.get(address).text
    assert desk.get(desk.address("desk_person_checks", make_person("Far").public_id)).status_code == 404


def test_the_same_person_twice_is_noticed(desk, cora):
    program = cora.program
    first = make_application(
        make_campaign(program, title_en="Spring"), email="lou.roy@example.org", phone="514 555-0199"
    )
    again = make_application(make_campaign(program, title_en="Autumn"), email="lou.roy@example.org")
    alike = make_application(again.campaign, nickname="L", email="louroy+peer@example.org")
    caller = make_application(again.campaign, nickname="C", email="other@example.org", phone="+1 (514) 555 0199")
    other = make_application(again.campaign, nickname="Z", email="zoe@example.org")
    Person.objects.filter(pk=caller.person_id).update(phone="+1 (514) 555 0199")
    move_application(first, "in_review", by=cora)
    move_application(first, "accepted", by=cora)
    welcome_supporter(program, person=alike.person, by=cora)
    signs = signs_of([again, alike, caller, other], cora)
    words = {
        one.pk: " ".join(sign.words for sign in found)
        for one, found in ((o, signs[o.pk]) for o in (again, alike, caller, other))
    }
    assert "Accepted in another campaign too: Spring." in words[again.pk]
    assert "a peer here already" in words[alike.pk]
    assert "Nearly the same e-mail address as Lou." in words[alike.pk]
    assert "The same phone number as Lou." in words[caller.pk]
    assert words[other.pk] == ""
    assert "Look twice" in desk.get(desk.address("desk_application", caller.public_id)).text
    declare_tie(program, people=(cora.person, first.person), kind="kin", by=cora)
    assert signs_of([caller], cora)[caller.pk] == []


def test_ending_is_seen_by_who_types(cora):
    campaign = make_campaign(cora.program)
    end_campaign(campaign, by=cora)
    assert not campaign.is_open(timezone.now())
