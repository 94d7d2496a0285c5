"""Before the answer: who reads a request, an offer to talk, needs with their priority, who may be whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from intake.likenesses import likenesses_of
from intake.models import AssessmentState, DuplicateVerdict, Need, Priority
from intake.services.decisions import accept_request, take_up_request
from intake.services.duplicates import judge_duplicate
from intake.services.interviews import invite_to_talk
from intake.services.needs import change_needs
from intake.services.requests import use_newer_answers
from programs.models import Event, Notice, Profile, Role, Topic
from tests.desk.make import make_request
from tests.intake.asking import sent
from tests.make import make_participation, make_person, make_program

pytestmark = pytest.mark.django_db


def url(request, act=""):
    return f"/desk/{request.program.public_id}/requests/{request.public_id}/{act}"


@pytest.fixture
def awa(program):
    return make_request(program, "Awa")


@pytest.fixture
def topics(program):
    rows = [Topic.objects.create(slug=f"t-{name}", name_en=name, name_fr=name) for name in ("Grief", "Sleep", "Work")]
    program.topics.set(rows)
    return rows


def test_one_press_takes_a_request_up_and_everybody_sees_who_reads_it(awa, cora, signed_in):
    client = signed_in(cora)
    client.post(url(awa, "reading/"), {"act": "take"})
    client.post(url(awa, "reading/"), {"act": "take"})
    awa.refresh_from_db()
    assert (awa.state, awa.reader) == (AssessmentState.SCREENING, cora)
    assert Event.objects.filter(verb="request_taken_up").count() == 1
    assert b"Cora reads it" in client.get(f"/desk/{awa.program.public_id}/requests/").content
    assert b"Cora reads it" in client.get(f"/desk/{awa.program.public_id}/").content
    client.post(url(awa, "reading/"), {"act": "give_back"})
    awa.refresh_from_db()
    assert (awa.state, awa.reader) == (AssessmentState.SUBMITTED, None)


def test_who_comes_second_reads_who_has_it(awa, program, cora, signed_in):
    nora = make_participation(program, role=Role.COORDINATOR, name="Nora")
    take_up_request(awa, by=nora)
    page = signed_in(cora).post(url(awa, "reading/"), {"act": "take"}, follow=True)
    assert b"Nora already reads this request." in page.content
    assert b"Nora reads this request." in page.content


def test_taking_up_is_no_condition_for_deciding(awa, cora):
    accept_request(awa, by=cora)
    assert awa.state == AssessmentState.ACCEPTED


def test_an_offer_to_talk_is_shown_first_and_sent_once(awa, cora, signed_in):
    client = signed_in(cora)
    page = client.get(url(awa, "invitation/")).content.decode()
    assert 'class="message-body" lang="fr"' in page
    assert not Notice.objects.exists()
    for _press in range(2):
        client.post(url(awa, "invitation/"), {"message": "Shall we talk?"})
    assert Notice.objects.filter(kind="interview_offered").count() == 1
    awa.refresh_from_db()
    assert awa.state == AssessmentState.INTERVIEW
    assert client.get(url(awa, "invitation/")).url == url(awa)


def test_an_offer_after_an_answer_says_that_nothing_happened(awa, cora, signed_in):
    accept_request(awa, by=cora)
    page = signed_in(cora).post(url(awa, "invitation/"), {"message": ""}, follow=True)
    assert b"This step is not possible" in page.content


def test_what_is_ticked_becomes_needs_and_a_single_topic_comes_first(program, topics):
    grief, sleep, _work = topics
    assert {need.topic: need.priority for need in sent(program, topics=[grief.pk, sleep.pk]).needs.all()} == {
        grief: Priority.SECOND,
        sleep: Priority.SECOND,
    }
    assert sent(program, topics=[sleep.pk], email="b@example.org").needs.get().priority == Priority.FIRST


def test_newer_answers_renew_what_was_ticked_and_leave_what_the_team_wrote(program, topics, cora):
    grief, sleep, work = topics
    request = sent(program, topics=[grief.pk])
    change_needs(request, priorities={work: Priority.FIRST}, by=cora)
    held = sent(program, topics=[sleep.pk])
    use_newer_answers(request, held=held, by=request.person)
    assert {need.topic for need in request.needs.all()} == {sleep, work}


def test_the_team_sets_priorities_and_they_go_into_the_profile(program, topics, cora, signed_in):
    grief, _sleep, work = topics
    request = sent(program, topics=[grief.pk])
    client = signed_in(cora)
    page = client.get(url(request, "needs/")).content.decode()
    assert "Said by the person." in page
    client.post(url(request, "needs/"), {"need1": "0", "need2": "0", "need3": "1"})
    (need,) = Need.objects.filter(assessment=request)
    assert (need.topic, need.priority, need.said_by_person) == (work, Priority.FIRST, False)
    participation = accept_request(request, by=cora)
    assert list(Profile.objects.get(participation=participation).topics.all()) == [work]


def test_a_priority_that_was_forgotten_is_asked_for(program, topics, cora, signed_in):
    request = sent(program, topics=[topics[0].pk])
    page = signed_in(cora).post(url(request, "needs/"), {"need1": "9"}).content.decode()
    assert "<title>Error: " in page
    assert request.needs.get().topic == topics[0]


def likes(request):
    return {one.name: one.reasons for one in likenesses_of(request)}


def test_a_likeness_is_a_name_without_accents_a_phone_or_nearly_the_same_address(program):
    asking = make_person("Zoé-Anne", email="zoe.anne+help@example.org", phone="+33 6 12 34 56 78")
    request = make_request(program, person=asking, age=34)
    make_participation(program, name="ZOE ANNE")
    make_participation(program, name="Paul", phone="06 12 34 56 78")
    make_participation(program, name="Rita", email="zoeanne@example.org")
    make_participation(program, name="Zoe")
    make_participation(program, name="Bob", phone="78")
    make_request(program, "Zoéanne", age=35)
    make_request(program, "Zoé anne", age=34)
    assert likes(request) == {
        "Rita": ["Nearly the same e-mail address"],
        "Paul": ["The same telephone number"],
        "ZOE ANNE": ["The same name"],
        "Zoé anne": ["The same name", "The same age"],
    }


def test_people_of_another_program_are_nobodys_business_here(program):
    request = make_request(program, "Awa")
    make_participation(make_program("Other shore"), name="Awa")
    assert likes(request) == {}
    make_participation(program, name="Awa")
    assert likes(request) == {"Awa": ["The same name"]}


def test_a_verdict_is_kept_with_a_name_and_not_asked_again(program, awa, cora, signed_in):
    other = make_participation(program, name="Awa").person
    client = signed_in(cora)
    assert b"May be somebody we know" in client.get(url(awa)).content
    client.post(url(awa, f"likeness/{other.public_id}/"), {"verdict": "other"})
    verdict = DuplicateVerdict.objects.get()
    assert (verdict.is_same, verdict.by) == (False, cora)
    page = client.get(url(awa)).content.decode()
    assert "Cora has looked" in page
    assert 'name="verdict"' not in page
    judge_duplicate(awa, other=other, is_same=True, by=cora)
    assert DuplicateVerdict.objects.get().is_same


def test_nobody_can_be_named_who_is_not_alike(program, awa, cora, mia, signed_in):
    assert signed_in(cora).post(url(awa, f"likeness/{mia.person.public_id}/"), {"verdict": "same"}).status_code == 404
    assert not DuplicateVerdict.objects.exists()


def test_a_request_costs_the_same_with_many_likenesses_needs_and_talks(program, awa, cora, topics, signed_in):
    client = signed_in(cora)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(awa)).status_code == 200
        return len(captured)

    make_participation(program, name="Awa")
    change_needs(awa, priorities={topics[0]: 1}, by=cora)
    queries()
    before = queries()
    for _other in range(4):
        make_participation(program, name="Awa")
    change_needs(awa, priorities=dict.fromkeys(topics, 2), by=cora)
    assert queries() == before


def test_the_list_of_requests_costs_the_same_with_readers(program, cora, signed_in):
    client = signed_in(cora)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/desk/{program.public_id}/requests/").status_code == 200
        return len(captured)

    take_up_request(make_request(program), by=cora)
    queries()
    before = queries()
    for number in range(6):
        request = make_request(program, f"P{number}")
        take_up_request(request, by=cora)
    assert queries() == before


def test_an_invitation_overtakes_what_was_owed(program, cora):
    request = sent(program)
    assert Notice.objects.filter(kind="request_new", state="owed").exists()
    invite_to_talk(request, by=cora)
    assert not Notice.objects.filter(kind="request_new", state="owed").exists()
