"""From the first page to the last word: an application as the person and the team live it."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from mentoring.asking import typed_of
from mentoring.errors import (
    ApplicationClosed,
    ApplicationIncomplete,
    ApplicationSent,
    CampaignNotOpen,
    WordsNeeded,
)
from mentoring.models import Application, ApplicationState, SelectionInterview, SelectionSlot
from mentoring.services.application_drafts import (
    accept_text,
    begin_application,
    discard_application,
    drafts_due,
    save_typed,
    submit_application,
)
from mentoring.services.applications import (
    ask_for_revision,
    move_application,
    send_revision,
    withdraw_application,
    write_message,
)
from programs.errors import IllegalMove, StaleState
from programs.models import Consent, Notice, Person, Topic
from programs.services.ties import declare_tie
from tests.make import make_participation, make_person, make_program
from tests.mentoring.applying import TYPED, make_application, make_campaign, make_draft

pytestmark = pytest.mark.django_db


def told(kind):
    return list(Notice.objects.filter(kind=kind, state="owed").values_list("recipient__email", flat=True))


def test_a_sent_application_says_what_was_typed_and_tells_both_sides():
    program = make_program()
    topic = Topic.objects.create(name_en="Loss", name_fr="Deuil")
    program.topics.add(topic)
    cora = make_participation(program, role="coordinator", name="Cora")
    campaign = make_campaign(program)
    sent = make_application(campaign, topics=[topic.pk], email=" LOU@Example.org ")
    sent.refresh_from_db()
    assert (sent.state, sent.typed, sent.motivation) == ("submitted", "", TYPED["motivation"])
    assert (sent.languages, sent.availability, sent.hours_a_week) == (["en", "es"], [2, 5], 3)
    assert [one.name for one in sent.references.all()] == ["Rosa"]
    assert list(sent.topics.all()) == [topic]
    assert sent.person.email == "lou@example.org"
    assert Consent.objects.filter(person=sent.person, program=program).count() == 1
    assert told("application_received") == ["lou@example.org"]
    assert told("application_new") == [cora.person.email]


def test_sending_twice_is_sending_once():
    draft = make_draft()
    submit_application(draft)
    submit_application(draft)
    assert Application.objects.count() == 1
    assert Notice.objects.filter(kind="application_received").count() == 1


@pytest.mark.parametrize(("seconds", "goes"), [(-1, True), (0, False), (1, False)])
def test_the_closing_instant_decides_and_the_refusal_names_the_zone(seconds, goes):
    closes = datetime.datetime(2026, 12, 1, 23, 30, tzinfo=ZoneInfo("America/St_Johns"))
    campaign = make_campaign(
        time_zone="America/St_Johns", closes_at=closes, opens_at=closes - datetime.timedelta(days=9)
    )
    draft = make_draft(campaign, now=closes - datetime.timedelta(days=2))
    moment = (closes + datetime.timedelta(seconds=seconds)).astimezone(datetime.UTC)
    if goes:
        assert submit_application(draft, now=moment).is_sent
        return
    with translation.override("en"), pytest.raises(CampaignNotOpen) as refusal:
        submit_application(draft, now=moment)
    assert "1 December, 23:30 (time in St Johns)" in str(refusal.value)
    draft.refresh_from_db()
    assert draft.state == "draft"
    save_typed(draft, answers={"motivation": "still kept"})
    assert typed_of(draft)["motivation"] == "still kept"


def test_nothing_begins_outside_the_time_of_the_campaign():
    now = timezone.now()
    later = make_campaign(opens_at=now + datetime.timedelta(hours=1))
    for campaign in (later, make_campaign(state="draft"), make_campaign(state="ended")):
        with pytest.raises(CampaignNotOpen):
            begin_application(campaign, language="en", now=now)


@pytest.mark.parametrize("missing", ["motivation", "lived", "languages", "email", "nickname"])
def test_what_is_needed_is_asked_for(missing):
    draft = make_draft(**{missing: ""})
    with pytest.raises(ApplicationIncomplete):
        submit_application(draft)


def test_the_text_is_read_before_anything_is_sent():
    draft = begin_application(make_campaign(), language="en")
    save_typed(draft, answers=TYPED)
    with pytest.raises(ApplicationIncomplete):
        submit_application(draft)
    stranger = make_program().consent_texts.get()
    with pytest.raises(ApplicationIncomplete):
        accept_text(draft, text=stranger)


def test_a_second_form_with_the_same_address_changes_nothing_and_its_owner_is_told():
    campaign = make_campaign()
    first = make_application(campaign)
    second = make_application(campaign, motivation="Somebody else typed this.", nickname="Mallory")
    assert (second.state, second.person) == ("draft", first.person)
    first.refresh_from_db()
    assert first.motivation == TYPED["motivation"]
    assert Person.objects.get(pk=first.person_id).display_name == "Lou"
    assert told("application_again") == ["lou@example.org"]
    with pytest.raises(ApplicationSent):
        save_typed(second, answers={"motivation": "…"})


def test_who_withdrew_may_apply_again():
    campaign = make_campaign()
    first = make_application(campaign)
    withdraw_application(first, by=first.person)
    assert make_application(campaign).state == "submitted"


def test_somebody_known_stays_as_they_are():
    known = make_person("Louise", email="lou@example.org", language="fr")
    sent = make_application()
    assert sent.person == known
    known.refresh_from_db()
    assert (known.display_name, known.language) == ("Louise", "fr")


def test_a_revision_is_asked_for_and_sent():
    program = make_program()
    cora = make_participation(program, role="coordinator")
    sent = make_application(make_campaign(program))
    with pytest.raises(WordsNeeded):
        ask_for_revision(sent, body="  ", by=cora)
    ask_for_revision(sent, body="Which evenings suit you?", by=cora)
    assert sent.state == "revision"
    assert told("application_revision") == ["lou@example.org"]
    send_revision(sent, by=sent.person, body="Mondays.", changes={"availability": [2]})
    sent.refresh_from_db()
    assert (sent.state, sent.availability) == ("submitted", [2])
    assert told("application_revision") == []
    assert told("application_reply") == [cora.person.email]
    with pytest.raises(ApplicationClosed):
        send_revision(sent, by=sent.person, changes={"motivation": "again"})
    with pytest.raises(KeyError):
        send_revision(sent, by=sent.person, changes={"state": "accepted"})


def test_a_revision_goes_back_to_its_readers():
    program = make_program()
    cora = make_participation(program, role="coordinator")
    sent = make_application(make_campaign(program))
    sent.sheets.create(program=program, reviewer=cora)
    move_application(sent, ApplicationState.IN_REVIEW, by=cora)
    ask_for_revision(sent, body="More, please.", by=cora)
    send_revision(sent, by=sent.person)
    assert sent.state == "in_review"


def test_stepping_back_calls_the_interview_off():
    program = make_program()
    cora = make_participation(program, role="coordinator")
    campaign = make_campaign(program)
    sent = make_application(campaign)
    now = timezone.now() + datetime.timedelta(days=1)
    slot = SelectionSlot.objects.create(
        program=program, campaign=campaign, starts_at=now, ends_at=now + datetime.timedelta(hours=1)
    )
    interview = SelectionInterview.objects.create(program=program, application=sent, slot=slot)
    withdraw_application(sent, by=sent.person)
    interview.refresh_from_db()
    assert (sent.state, interview.state) == ("withdrawn", "cancelled")
    assert told("application_withdrawn") == [cora.person.email]
    with pytest.raises(ApplicationClosed):
        withdraw_application(sent, by=sent.person)
    with pytest.raises(ApplicationClosed):
        write_message(sent, body="Hello?", by=sent.person)


def test_messages_reach_the_other_side_and_nobody_who_is_to_be_kept_apart():
    program = make_program()
    cora = make_participation(program, role="coordinator", name="Cora")
    kin = make_participation(program, role="coordinator", name="Kin")
    sent = make_application(make_campaign(program))
    declare_tie(program, people=(kin.person, sent.person), kind="kin", by=cora)
    write_message(sent, body="When will I know?", by=sent.person)
    write_message(sent, body="On Friday.", by=cora)
    assert told("application_reply") == [cora.person.email]
    assert told("application_message") == ["lou@example.org"]


def test_of_two_who_move_at_once_one_wins():
    cora = make_participation(role="coordinator")
    sent = make_application(make_campaign(cora.program))
    other = Application.objects.get(pk=sent.pk)
    move_application(sent, ApplicationState.IN_REVIEW, by=cora)
    with pytest.raises(StaleState):
        move_application(other, ApplicationState.DECLINED, by=cora)
    with pytest.raises(IllegalMove):
        move_application(sent, ApplicationState.CONFIRMED, by=cora)


def test_what_was_never_sent_is_deleted_after_thirty_days():
    draft, sent = make_draft(), make_application()
    now = timezone.now()
    assert drafts_due(now + datetime.timedelta(days=29)) == 0
    assert drafts_due(now + datetime.timedelta(days=31)) == 1
    assert list(Application.objects.all()) == [sent]
    discard_application(sent)
    assert Application.objects.filter(pk=sent.pk).exists()
    assert not Application.objects.filter(pk=draft.pk).exists()
