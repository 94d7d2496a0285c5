"""Somebody should look at this: what is kept, who never learns of it, and when it is a safety case."""

import pytest
from django.db import DatabaseError, transaction
from django.forms.models import model_to_dict

from groups.models import Flag, ModerationItem, Snapshot, WatchTerm
from groups.services.community.flags import OwnText, above, flag_post, flag_story, look_for_words
from programs.models import CaseState, Event, Grade, Role, SafetyCase, TieKind
from programs.services.ties import declare_tie
from tests.community.make_flags import a_post, a_story
from tests.make import make_participation

pytestmark = pytest.mark.django_db


def test_a_flag_keeps_the_text_as_it_was(mia, noor):
    post = a_post(mia, title="Hello", body="You are all liars.", content_note="Anger")
    item = flag_post(post, by=noor, reason="hurts", words="It is about me.")
    post.body = "I did not say anything."
    post.save()
    post.move_to("withdrawn")
    copy = Snapshot.objects.get()
    assert (copy.title, copy.body, copy.content_note) == ("Hello", "You are all liars.", "Anger")
    assert copy.author_name == post.author.pseudonym
    assert (item.grade, item.writer) == (Grade.SAME_DAY, mia.person)


@pytest.mark.parametrize("field", ["author_name", "title", "body", "written_at"])
def test_the_database_refuses_to_change_a_kept_copy(mia, noor, field):
    flag_post(a_post(mia), by=noor, reason="hurts")
    copy = Snapshot.objects.get()
    before = model_to_dict(copy)
    setattr(copy, field, copy.taken_at if field == "written_at" else "Something else")
    if field == "written_at":
        copy.written_at = copy.taken_at.replace(year=2001)
    with pytest.raises(DatabaseError), transaction.atomic():
        copy.save()
    assert model_to_dict(Snapshot.objects.get()) == before


def test_one_open_item_for_each_text_and_one_flag_for_each_person(mia, noor, finn):
    post = a_post(mia)
    first = flag_post(post, by=noor, reason="other")
    assert flag_post(post, by=noor, reason="hurts") == first
    assert flag_post(post, by=finn, reason="advice") == first
    assert (ModerationItem.objects.count(), Flag.objects.count(), Snapshot.objects.count()) == (1, 2, 1)
    post.body = "Changed since."
    post.save()
    flag_post(post, source="words", reason="other")
    assert Snapshot.objects.count() == 2


def test_after_it_was_done_a_new_flag_opens_a_new_item(mia, noor):
    post = a_post(mia)
    first = flag_post(post, by=noor, reason="other")
    first.move_to("done")
    assert flag_post(post, by=noor, reason="other") != first


def test_the_grade_rises_and_never_falls(mia, noor, finn, cora):
    post = a_post(mia)
    assert flag_post(post, by=noor, reason="other").grade == Grade.TWO_DAYS
    assert flag_post(post, by=finn, reason="hurts").grade == Grade.SAME_DAY
    assert flag_post(post, by=cora, reason="contact").grade == Grade.SAME_DAY
    assert ModerationItem.objects.get().grade == Grade.SAME_DAY


def test_danger_opens_one_case_that_says_neither_who_told_nor_who_wrote(mia, noor, finn):
    post = a_post(mia, body="Tonight it is over.", pseudonym="Heron")
    item = flag_post(post, by=noor, reason="danger", words="I am afraid for Heron.")
    flag_post(post, by=finn, reason="danger", words="Me too.")
    case = SafetyCase.objects.get()
    assert (case.origin, case.grade, item.safety_case) == ("post", Grade.IMMEDIATE, case)
    assert case.person is None
    assert "Tonight it is over." in case.note
    assert "Me too." in case.note
    assert "Heron" in case.note
    assert "Noor" not in case.note
    assert "Mia" not in case.note
    assert list(case.kept_from.all()) == [mia.person]


def test_danger_again_after_the_case_was_closed_opens_another(mia, noor, finn):
    post = a_post(mia)
    flag_post(post, by=noor, reason="danger")
    SafetyCase.objects.update(state=CaseState.CLOSED)
    item = flag_post(post, by=finn, reason="danger")
    assert SafetyCase.objects.count() == 2
    assert item.safety_case.state == CaseState.OPEN


def test_who_told_stands_in_no_event(mia, noor):
    flag_post(a_post(mia), by=noor, reason="danger")
    events = Event.objects.filter(program=mia.program, verb__in=["text_flagged", "case_opened"])
    assert events.count() == 2
    assert not events.exclude(actor=None).exists()
    # Nothing but which flag, whence it came and which door: no number that could be a person's.
    assert {key for event in events for key in event.data} == {"flag", "source", "origin"}


def test_nobody_flags_their_own_text(mia):
    with pytest.raises(OwnText):
        flag_post(a_post(mia), by=mia, reason="other")


def test_what_the_team_writes_goes_above_them(program, mia, finn, cora):
    assert above(mia.person, program) == ""
    assert above(finn.person, program) == Role.COORDINATOR
    assert above(cora.person, program) == Role.COORDINATOR  # nobody above is there: the other coordinators
    lead = make_participation(program, role=Role.SAFEGUARDING, name="Lea")
    assert above(cora.person, program) == Role.SAFEGUARDING
    assert above(lead.person, program) == Role.COORDINATOR
    declare_tie(program, people=(cora.person, lead.person), kind=TieKind.KIN, by=cora)
    assert above(cora.person, program) == Role.COORDINATOR


def test_words_bring_a_post_to_the_team_and_leave_it_where_it_is(mia):
    post = a_post(mia, body="Parfois j’ai envie de mourir.")
    assert [term.words for term in look_for_words(post)] == ["envie de mourir"]
    flag = Flag.objects.get()
    assert (flag.source, flag.by, flag.words) == ("words", None, "envie de mourir")
    post.refresh_from_db()
    assert post.state == "shown"
    assert SafetyCase.objects.count() == 0
    look_for_words(post)
    assert Flag.objects.count() == 1


def test_words_of_now_open_a_case_at_once(mia):
    item_words = look_for_words(a_post(mia, title="I will kill myself"))
    assert item_words[0].grade == Grade.IMMEDIATE
    assert SafetyCase.objects.get().grade == Grade.IMMEDIATE


def test_words_that_a_program_switched_off_are_not_looked_for(mia):
    WatchTerm.objects.create(program=mia.program, term="Overdose", folded="overdose", is_on=False)
    assert look_for_words(a_post(mia, body="After his overdose he slept.")) == []
    assert not ModerationItem.objects.exists()


def test_a_story_is_kept_and_looked_at_as_a_post_is(mia, noor):
    story = a_story(mia, body="She said: I want to die.")
    item = flag_story(story, by=noor, reason="private")
    assert look_for_words(story)
    assert (item.story, item.snapshots.get().author_name, item.flags.count()) == (story, "Wren", 2)
