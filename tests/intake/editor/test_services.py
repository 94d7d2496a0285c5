"""The life of a questionnaire: drafts, versions, the shelf, the licence gate."""

import datetime

import pytest
from django.db import Error, transaction

from intake.models import PageBy, Questionnaire, QuestionnaireVersion, SurveyPlan
from intake.questionnaires.attaching import attach
from intake.questionnaires.checking import findings
from intake.services.questionnaires import (
    InUse,
    NotADocument,
    NothingToPublish,
    NotPublishable,
    NotPublished,
    StillAsked,
    UnknownInstrument,
    begin_draft,
    change_draft,
    create_questionnaire,
    current_version,
    discard_draft,
    may_be_sent,
    publish_draft,
    record_permission,
    retire_questionnaire,
    revive_questionnaire,
    take_from_shelf,
)
from intake.services.way_in import NotAllowedToSend, NotOfThisProgram, choose_way_in
from programs.errors import StaleState
from programs.models import Event
from tests.intake.questionnaires.making import choice, document, item, raw

FIVE = [choice(f"w{n}", range(9), words="abcdefghi") for n in range(1, 6)]  # five questions from 0 to 8, as the WSAS


def make(program, *items, by=None, **facts):
    return create_questionnaire(program, name="Needs", by=by, document=document(*(items or [item("a")]), **facts))


def test_a_new_questionnaire_is_an_empty_draft_in_the_language_of_the_program(program, cora):
    made = create_questionnaire(program, name=" Needs ", by=cora)
    assert (made.name, made.draft["language"], made.draft["item"], made.draft_number) == ("Needs", "en", [], 0)
    program.languages = ["fr"]
    assert create_questionnaire(program, name="Besoins", by=cora).draft["language"] == "fr"


def test_what_is_no_questionnaire_is_not_taken_as_a_draft(program, cora):
    with pytest.raises(NotADocument):
        create_questionnaire(program, name="Broken", by=cora, document={"item": "no list"})
    with pytest.raises(NotADocument):
        change_draft(make(program), {"item": [3]}, number=0, by=cora)
    assert Questionnaire.objects.count() == 1


def test_of_two_who_change_the_same_draft_the_second_is_told_and_the_first_text_stays(program, cora):
    made = make(program)
    first, second = (Questionnaire.objects.get(pk=made.pk) for _each in range(2))
    change_draft(first, document(item("a", text="First")), number=first.draft_number, by=cora)
    with pytest.raises(StaleState):
        change_draft(second, document(item("a", text="Second")), number=second.draft_number, by=cora)
    made.refresh_from_db()
    assert made.draft["item"][0]["text"] == "First"
    assert made.draft_number == 1


def test_publishing_makes_versions_that_follow_each_other_and_are_never_changed(program, cora):
    made = make(program, by=cora)
    one = publish_draft(made, by=cora)
    assert made.draft is None
    begin_draft(made, by=cora)
    change_draft(made, document(item("a"), item("b")), number=made.draft_number, by=cora)
    two = publish_draft(made, by=cora)
    assert [one.number, two.number] == [1, 2]
    assert current_version(made) == two
    one.refresh_from_db()
    assert [entry["linkId"] for entry in one.document["item"]] == ["a"]
    assert one.published_by == cora.person
    with pytest.raises(Error), transaction.atomic():
        QuestionnaireVersion.objects.filter(pk=one.pk).update(document=two.document)


def test_publishing_twice_publishes_once(program, cora):
    made = make(program, by=cora)
    stale = Questionnaire.objects.get(pk=made.pk)
    publish_draft(made, by=cora, number=0)
    with pytest.raises(StaleState):
        publish_draft(stale, by=cora, number=0)
    with pytest.raises(NothingToPublish):
        publish_draft(stale, by=cora)
    assert QuestionnaireVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], "There is no question yet."),
        ([item("a", text="  ")], "A question has no words."),
        ([item("a", "choice", text="How?")], "“How?” has no answers to choose from."),
        (
            [
                item("a"),
                item("b", text="And?", enableWhen=[{"question": "z", "operator": "exists", "answerBoolean": True}]),
            ],
            "“And?” depends on a question that is not there any more.",
        ),
    ],
)
def test_what_nobody_could_answer_is_not_published_and_said_in_words(program, cora, items, words):
    made = create_questionnaire(program, name="Needs", by=cora, document=raw(*items))
    with pytest.raises(NotPublishable) as refusal:
        publish_draft(made, by=cora)
    assert words in [finding.words for finding in refusal.value.findings]
    assert current_version(made) is None


def test_a_missing_translation_does_not_keep_a_questionnaire_from_being_published(program, cora):
    made = make(program, language="en", by=cora)
    assert publish_draft(made, by=cora).number == 1


def test_an_instrument_is_attached_only_when_it_can_be_scored(program, cora):
    made = make(program, *FIVE[:4], by=cora)
    with pytest.raises(NotPublishable) as refusal:
        publish_draft(made, by=cora, instrument="wsas")
    assert "another number of questions" in str(refusal.value)
    with pytest.raises(UnknownInstrument):
        publish_draft(made, by=cora, instrument="horoscope")
    whole = make(program, *FIVE, by=cora)
    version = publish_draft(whole, by=cora, instrument="wsas")
    assert version.facts.name == "Work and Social Adjustment Scale"


def test_the_instrument_that_the_draft_names_goes_into_the_version(program, cora):
    order = ["w2", "w1", "w3", "w4", "w5"]
    made = make(program, *FIVE, by=cora)
    change_draft(made, attach(made.draft, "wsas", order), number=0, by=cora)
    version = publish_draft(made, by=cora)
    assert (version.instrument, version.instrument_items) == ("wsas", order)


def test_an_attached_instrument_that_lost_a_question_is_said_before_publishing(program, cora):
    made = make(program, *FIVE, by=cora)
    change_draft(made, attach(document(*FIVE[:4]), "wsas", ["w1", "w2", "w3", "w4", "w5"]), number=0, by=cora)
    words = "Work and Social Adjustment Scale: A question of the score is not in the questionnaire."
    assert (words, True) in [(finding.words, finding.blocks) for finding in findings(made.draft)]
    with pytest.raises(NotPublishable):
        publish_draft(made, by=cora)


def test_discarding_keeps_the_versions_and_takes_away_what_was_never_published(program, cora):
    made = make(program, by=cora)
    version = publish_draft(made, by=cora)
    begin_draft(made, by=cora)
    discard_draft(made, by=cora)
    made.refresh_from_db()
    assert (made.draft, current_version(made)) == (None, version)
    never = make(program, by=cora)
    discard_draft(never, by=cora)
    assert not Questionnaire.objects.filter(pk=never.pk).exists()


def test_a_planned_questionnaire_is_not_thrown_away(program, cora):
    made = make(program, by=cora)
    SurveyPlan.objects.create(program=program, questionnaire=made, day=30)
    with pytest.raises(InUse):
        discard_draft(made, by=cora)


def test_beginning_a_draft_twice_keeps_what_was_written(program, cora):
    made = make(program, by=cora)
    publish_draft(made, by=cora)
    begin_draft(made, by=cora)
    change_draft(made, document(item("new")), number=made.draft_number, by=cora)
    begin_draft(made, by=cora)
    assert made.draft["item"][0]["linkId"] == "new"


def test_a_copy_from_the_shelf_lives_its_own_life(program, cora):
    shelf = make(None)
    publish_draft(shelf, by=None)
    copy = take_from_shelf(shelf, program=program, by=cora)
    change_draft(copy, document(item("mine")), number=0, by=cora)
    publish_draft(copy, by=cora)
    assert current_version(shelf).document["item"][0]["linkId"] == "a"
    assert (copy.program, current_version(copy).document["item"][0]["linkId"]) == (program, "mine")


def test_a_retired_questionnaire_is_not_changed_until_it_comes_back(program, cora):
    made = make(program, by=cora)
    retire_questionnaire(made, by=cora)
    with pytest.raises(StaleState):
        retire_questionnaire(made, by=cora)
    with pytest.raises(StaleState):
        change_draft(made, document(item("a")), number=0, by=cora)
    revive_questionnaire(made, by=cora)
    change_draft(made, document(item("a")), number=0, by=cora)


def test_what_somebody_is_still_asked_is_not_taken_out_of_use(program, cora):
    made = make(program, by=cora)
    plan = SurveyPlan.objects.create(program=program, questionnaire=made, day=30)
    with pytest.raises(StillAsked):
        retire_questionnaire(made, by=cora)
    SurveyPlan.objects.filter(pk=plan.pk).update(is_active=False)
    retire_questionnaire(made, by=cora)
    assert made.is_retired


def test_the_way_in_asks_only_what_is_published_and_permitted(program, cora, otto):
    facts = {"page_by": PageBy.GROUP, "offers_interview": False, "by": cora}
    made = make(program, *FIVE, by=cora)
    with pytest.raises(NotPublished):
        choose_way_in(program, questionnaire=made, **facts)
    publish_draft(made, by=cora, instrument="wsas")
    with pytest.raises(NotAllowedToSend, match="permission"):
        choose_way_in(program, questionnaire=made, **facts)
    record_permission(
        program, instrument="wsas", reference="L", holder="Us", granted_on=datetime.date(2026, 1, 5), by=cora
    )
    assert choose_way_in(program, questionnaire=made, **facts).questionnaire == made
    with pytest.raises(NotOfThisProgram):
        choose_way_in(otto.program, questionnaire=made, **facts | {"by": otto})
    assert choose_way_in(program, questionnaire=None, **facts).questionnaire is None


def test_an_instrument_that_is_not_free_goes_out_only_with_a_permission_of_this_program(program, cora, otto):
    version = publish_draft(make(program, *FIVE, by=cora), by=cora, instrument="wsas")
    allowed = may_be_sent(version, program)
    assert not allowed
    assert "permission" in allowed.reason
    facts = {"instrument": "wsas", "reference": "Letter 12", "holder": "Cora", "granted_on": datetime.date(2026, 1, 5)}
    record_permission(otto.program, by=otto, **facts)
    assert not may_be_sent(version, program)
    record_permission(program, by=cora, **facts)
    assert may_be_sent(version, program)
    record_permission(program, by=cora, **facts | {"reference": "Letter 13"})
    assert program.instrument_permissions.get().reference == "Letter 13"


def test_a_free_instrument_and_questions_of_ones_own_go_out_without_a_permission(program, cora):
    own = publish_draft(make(program, by=cora), by=cora)
    free = publish_draft(make(program, *[choice(f"p{n}") for n in range(9)], by=cora), by=cora, instrument="phq-9")
    assert may_be_sent(own, program)
    assert may_be_sent(free, program)


def test_each_step_is_written_in_the_history_without_a_word_of_the_questions(program, cora):
    made = make(program, by=cora)
    change_draft(made, document(item("a", text="A secret question")), number=0, by=cora)
    publish_draft(made, by=cora)
    told = Event.objects.filter(subject_kind="intake.questionnaire", subject_id=made.pk)
    assert set(told.values_list("verb", flat=True)) == {
        "questionnaire_created",
        "questionnaire_changed",
        "questionnaire_published",
    }
    assert "secret" not in str(list(told.values_list("data", flat=True)))
