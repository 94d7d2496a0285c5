"""What a coordinator decides, and what comes of it."""

import threading

import pytest
from django.db import close_old_connections, connection

from intake.errors import DecidedAlready, MessageNeeded, ReasonNeeded
from intake.models import Assessment, AssessmentState, Decision, RequestMessage
from intake.services.decisions import accept_request, ask_for_more, put_on_waiting_list, suggest_elsewhere
from intake.services.requests import submit_request, withdraw_request
from programs.models import Event, Notice, NoticeState, Participation, Profile, Role, Topic
from tests.intake.asking import begun, sent
from tests.make import make_participation, make_person, make_program


def owed_to(person):
    return list(Notice.objects.filter(recipient=person, state=NoticeState.OWED).values_list("kind", flat=True))


@pytest.mark.django_db
def test_accepting_gives_a_place_in_the_program_with_a_profile_of_the_answers(program, cora):
    topic = Topic.objects.create(slug="hope-1", name_en="Hope", name_fr="Espoir")
    program.topics.add(topic)
    request = sent(program, topics=[topic.pk])
    participation = accept_request(request, by=cora, message="Welcome, Awa.")
    profile = Profile.objects.get(participation=participation)
    assert (participation.role, participation.person) == (Role.PARTICIPANT, request.person)
    assert (profile.languages, profile.availability, profile.access_needs) == (["fr", "ht"], [3, 5], "A quiet seat")
    assert list(profile.topics.all()) == [topic]
    assert request.state == AssessmentState.ACCEPTED
    assert Decision.objects.get().by == cora
    assert RequestMessage.objects.get().body == "Welcome, Awa."
    assert owed_to(request.person) == ["request_received", "request_accepted"]
    assert owed_to(cora.person) == []
    assert Event.objects.filter(verb="request_accepted", subject_id=request.pk, actor=cora.person).exists()


@pytest.mark.django_db
def test_accepting_somebody_who_takes_part_already_leaves_their_profile_alone(program, cora):
    person = make_person("Awa", email="awa@example.org")
    there = make_participation(program, person=person)
    Profile.objects.filter(participation=there).update(availability=[1], access_needs="As before")
    assert accept_request(sent(program), by=cora) == there
    assert Profile.objects.get(participation=there).availability == [1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("decide", "state", "kind"),
    [
        (put_on_waiting_list, AssessmentState.WAITING, "request_waiting"),
        (ask_for_more, AssessmentState.MORE_ASKED, "request_more_asked"),
        (suggest_elsewhere, AssessmentState.REFERRED_ON, "request_referred_on"),
    ],
)
def test_each_answer_moves_the_request_writes_a_decision_and_tells_the_person(program, cora, decide, state, kind):
    request = sent(program)
    decision = decide(request, by=cora, message="Here is why.")
    assert Assessment.objects.get().state == state
    assert decision.outcome == state
    assert kind in owed_to(request.person)
    assert owed_to(cora.person) == []
    assert RequestMessage.objects.get().body == "Here is why."
    assert not Participation.objects.filter(person=request.person).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("decide", [ask_for_more, suggest_elsewhere])
def test_a_question_and_a_suggestion_need_words(program, cora, decide):
    request = sent(program)
    with pytest.raises(MessageNeeded):
        decide(request, by=cora, message="  ")
    assert Assessment.objects.get().state == AssessmentState.SUBMITTED


@pytest.mark.django_db
@pytest.mark.parametrize("decide", [accept_request, put_on_waiting_list])
@pytest.mark.parametrize(
    "how", [{}, {"override": True}, {"reason": "Turns 18 next week"}, {"override": True, "reason": " "}]
)
def test_whoever_is_not_eligible_gets_in_only_on_purpose_and_with_a_reason(program, cora, decide, how):
    program.min_age = 18
    program.save()
    request = sent(program, age=17)
    with pytest.raises(ReasonNeeded):
        decide(request, by=cora, **how)
    assert Assessment.objects.get().state == AssessmentState.SUBMITTED
    assert not Decision.objects.exists()
    decide(request, by=cora, override=True, reason="Turns 18 next week")
    decision = Decision.objects.get()
    assert decision.overrides_eligibility
    assert decision.reason == "Turns 18 next week"
    assert not RequestMessage.objects.exists()


@pytest.mark.django_db
def test_somebody_eligible_needs_no_reason_and_overrides_nothing(program, cora):
    accept_request(sent(program), by=cora, override=True)
    assert not Decision.objects.get().overrides_eligibility


@pytest.mark.django_db
def test_whoever_waits_can_be_accepted_later_and_the_old_news_never_leaves(program, cora):
    request = sent(program)
    put_on_waiting_list(request, by=cora)
    accept_request(request, by=cora)
    assert owed_to(request.person) == ["request_received", "request_accepted"]
    assert [decision.outcome for decision in request.decisions.all()] == ["waiting", "accepted"]


@pytest.mark.django_db
def test_a_second_question_is_told_again(program, cora):
    request = sent(program)
    ask_for_more(request, by=cora, message="One?")
    Notice.objects.filter(kind="request_more_asked").update(state=NoticeState.SENT)
    Assessment.objects.update(state=AssessmentState.SUBMITTED)
    request.refresh_from_db()
    ask_for_more(request, by=cora, message="Two?")
    assert Notice.objects.filter(kind="request_more_asked").count() == 2


@pytest.mark.django_db
def test_who_comes_second_is_told_who_was_first(program, cora):
    request = sent(program)
    stale = Assessment.objects.get(pk=request.pk)
    nora = make_participation(program, role=Role.COORDINATOR, name="Nora")
    accept_request(request, by=cora)
    with pytest.raises(DecidedAlready, match="Cora has just decided on this request: Accepted"):
        suggest_elsewhere(stale, by=nora, message="Try elsewhere")
    with pytest.raises(DecidedAlready):
        accept_request(request, by=nora)
    assert Decision.objects.count() == 1
    assert not RequestMessage.objects.exists()


@pytest.mark.django_db
def test_a_decision_on_a_cancelled_request_is_told_so(program, cora):
    request = sent(program)
    stale = Assessment.objects.get(pk=request.pk)
    withdraw_request(request, by=request.person)
    with pytest.raises(DecidedAlready, match="cancelled"):
        accept_request(stale, by=cora)


def side_by_side(*acts):
    """Run each act in a thread with a connection of its own, all starting at once; what each gave or raised."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        close_old_connections()
        gate.wait(timeout=180)
        try:
            results[place] = act()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=180)
    return results


@pytest.mark.parametrize("round_number", range(3))
def test_of_two_coordinators_at_once_one_decides_and_the_other_is_told(committed_db, round_number):
    program = make_program()
    cora, nora = (make_participation(program, role=Role.COORDINATOR, name=name) for name in ("Cora", "Nora"))
    pk = sent(program).pk
    mine, hers = Assessment.objects.get(pk=pk), Assessment.objects.get(pk=pk)
    results = side_by_side(
        lambda: accept_request(mine, by=cora), lambda: suggest_elsewhere(hers, by=nora, message="Try elsewhere")
    )
    losers = [result for result in results if isinstance(result, Exception)]
    assert [type(error) for error in losers] == [DecidedAlready]
    assert Decision.objects.count() == 1
    assert Notice.objects.filter(kind__in=["request_accepted", "request_referred_on"]).count() == 1


def test_one_form_sent_from_two_tabs_at_once_is_one_request(committed_db):
    program = make_program()
    make_participation(program, role=Role.COORDINATOR)
    pk = begun(program).pk
    tabs = [Assessment.objects.get(pk=pk) for _tab in range(3)]
    results = side_by_side(*(lambda tab=tab: submit_request(tab) for tab in tabs))
    assert {result.reference for result in results} == {Assessment.objects.get().reference}
    assert Notice.objects.count() == 2


def test_two_forms_with_one_address_at_once_are_one_request_and_one_that_waits_beside_it(committed_db):
    program = make_program()
    drafts = [begun(program) for _form in range(3)]
    results = side_by_side(*(lambda draft=draft: submit_request(draft) for draft in drafts))
    assert sorted(result.is_held for result in results) == [False, True, True]
    assert Assessment.objects.open().count() == 1
