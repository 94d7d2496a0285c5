"""The pages on which a coordinator writes a questionnaire."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from intake.models import Questionnaire, QuestionnaireVersion
from intake.questionnaires.document import Form
from intake.questionnaires.editing import key_of
from intake.questionnaires.kinds import read_question
from intake.services.questionnaires import change_draft, create_questionnaire, discard_draft, publish_draft
from programs.models import Role, SafetyCase
from tests.intake.questionnaires.making import choice, document, item
from tests.make import make_participation


@pytest.fixture
def draft(program, cora):
    return create_questionnaire(
        program, name="Needs", by=cora, document=document(choice("mood", text="How are you?"), item("why", text="Why?"))
    )


@pytest.fixture
def otis(program):
    """Coordinates the same program."""
    return make_participation(program, role=Role.COORDINATOR, name="Otis")


def url(name, questionnaire, *args):
    return reverse(name, args=[questionnaire.program.public_id, questionnaire.public_id, *args])


def fields(page):
    """What the form of a page would send as it stands."""
    return {
        name: field.value() if field.value() is not None else ""
        for name in page.context["form"].fields
        if not isinstance((field := page.context["form"][name]).value(), bool)
    } | {name: "on" for name in page.context["form"].fields if page.context["form"][name].value() is True}


def now(questionnaire):
    questionnaire.refresh_from_db()
    return Form(questionnaire.draft)


def test_a_questionnaire_is_begun_with_a_name_and_questions_are_added(signed_in, cora):
    client, program = signed_in(cora), cora.program
    answer = client.post(
        reverse("desk_questionnaire_new", args=[program.public_id]),
        {"name": "Sleep", "title_fr": "Votre sommeil", "title_en": "Your sleep"},
    )
    made = Questionnaire.objects.get(name="Sleep")
    assert answer["Location"] == url("desk_questionnaire", made)
    page = url("desk_question_new", made)
    assert b"A choice: one answer among several" in client.get(page).content
    typed = {"kind": "choice", "rows": "4", "text_fr": "Dormez-vous bien ?", "text_en": "Do you sleep well?"}
    typed |= {"required": "on", "choice_0_fr": "Oui", "choice_0_en": "Yes", "choice_0_points": "2"}
    typed |= {"choice_1_fr": "Non", "choice_1_en": "No", "choice_1_points": "0,5", "choice_1_worries": "on"}
    client.post(page + "?kind=choice", typed)
    form = now(made)
    question = read_question(form, form.questions[0])
    assert [(each.texts["fr"], each.points, each.worries) for each in question.choices] == [
        ("Oui", 2, False),
        ("Non", 0.5, True),
    ]
    assert question.required
    assert form.document["title"] == "Your sleep"


def test_what_was_typed_stays_when_something_is_wrong(signed_in, cora, draft):
    page = url("desk_question_new", draft)
    typed = {
        "kind": "choice",
        "rows": "4",
        "text_fr": "",
        "text_en": "",
        "choice_0_fr": "Toujours",
        "choice_0_points": "x",
    }
    answer = signed_in(cora).post(page, typed)
    assert answer.status_code == 200
    assert b"Toujours" in answer.content
    assert b"Write a number, such as 3." in answer.content
    assert len(now(draft).nodes) == 2


def test_buttons_that_only_show_the_form_again_save_nothing_and_keep_what_was_typed(signed_in, cora, draft):
    client, page = signed_in(cora), url("desk_question_new", draft)
    typed = {"kind": "choice", "rows": "2", "text_en": "Which?", "choice_0_en": "First", "choice_1_en": "Second"}
    more = client.post(page, typed | {"more": "1"}).context["form"]
    assert (more.row_count, more["choice_1_en"].value()) == (6, "Second")
    up = client.post(page, typed | {"up": "1", "choice_1_worries": "on"}).context["form"]
    assert [up[f"choice_{n}_en"].value() for n in range(2)] == ["Second", "First"]
    assert [up[f"choice_{n}_worries"].value() for n in range(2)] == [True, False]
    other = client.post(page, typed | {"rekind": "1", "other_kind": "yes_no"}).context["form"]
    assert (other.question_kind, other["text_en"].value()) == ("yes_no", "Which?")
    assert len(now(draft).nodes) == 2


def test_moving_is_a_button_and_leads_back_to_the_question(signed_in, cora, draft):
    answer = signed_in(cora).post(url("desk_question_move", draft, key_of("why")), {"to": "up"})
    assert [node.link_id for node in now(draft).nodes] == ["why", "mood"]
    assert answer["Location"].endswith(f"#q-{key_of('why')}")


def test_moving_far_is_one_choice(signed_in, cora, draft):
    change_draft(draft, document(item("a"), item("b"), item("c"), item("d")), number=0, by=cora)
    client = signed_in(cora)
    asked = client.get(url("desk_question", draft, key_of("d")))
    assert [words for _key, words in asked.context["others"]] == ["Text of a", "Text of b", "Text of c"]
    client.post(url("desk_question_move", draft, key_of("d")), {"after": key_of("a")})
    assert [node.link_id for node in now(draft).nodes] == ["a", "d", "b", "c"]


def test_two_people_who_change_different_questions_both_keep_their_work(client_class, cora, otis, draft):
    one, two = client_class(cora), client_class(otis)
    pages = [url("desk_question", draft, key_of(link)) for link in ("mood", "why")]
    typed = [fields(client.get(page)) for client, page in zip((one, two), pages, strict=True)]
    one.post(pages[0], typed[0] | {"text_en": "Cora’s words"})
    two.post(pages[1], typed[1] | {"text_en": "Otis’s words"})
    assert [node.text() for node in now(draft).nodes] == ["Cora’s words", "Otis’s words"]


def test_of_two_who_change_the_same_question_the_second_is_told_and_loses_nothing(client_class, cora, otis, draft):
    one, two = client_class(cora), client_class(otis)
    page = url("desk_question", draft, key_of("why"))
    first, second = fields(one.get(page)), fields(two.get(page))
    one.post(page, first | {"text_en": "Cora’s words"})
    told = two.post(page, second | {"text_en": "Otis’s words"})
    text = told.content.decode()
    assert "Cora changed this question while you were writing" in text
    assert "Cora’s words" in text
    assert told.context["form"]["text_en"].value() == "Otis’s words"
    assert now(draft).by_link["why"].text() == "Cora’s words"
    two.post(page, fields(told))
    assert now(draft).by_link["why"].text() == "Otis’s words"


def test_a_question_that_was_taken_out_meanwhile_can_be_added_again(client_class, cora, otis, draft):
    one, two = client_class(cora), client_class(otis)
    page, removal = url("desk_question", draft, key_of("why")), url("desk_question_removal", draft, key_of("why"))
    typed = fields(two.get(page))
    one.post(removal, {"seen": one.get(removal).context["seen"]})
    told = two.post(page, typed | {"text_en": "Still mine"})
    assert "Cora took this question out while you were writing" in told.content.decode()
    two.post(page, fields(told) | {"add_again": "1"})
    assert [node.text() for node in now(draft).nodes] == ["How are you?", "Still mine"]


def test_words_typed_while_a_colleague_publishes_begin_the_next_version(client_class, cora, otis, draft):
    two = client_class(otis)
    page = url("desk_question", draft, key_of("why"))
    typed = fields(two.get(page))
    publish_draft(draft, by=cora)
    told = two.post(page, typed | {"text_en": "Later words"})
    assert "Cora published or discarded this draft while you were writing" in told.content.decode()
    two.post(page, fields(told) | {"begin": "1", "add_again": "1"})
    assert now(draft).by_link["why"].text() == "Later words"
    assert QuestionnaireVersion.objects.get().document["item"][1]["text"] == "Why?"


def test_a_rule_is_added_in_words_and_taken_away(signed_in, cora, draft):
    client, page = signed_in(cora), url("desk_question_showing", draft, key_of("why"))
    assert b"It is always asked" in client.get(page).content
    asked = client.get(page, {"about": key_of("mood")})
    assert [words for _key, words in asked.context["form"].fields["value"].choices] == ["A", "B", "C", "D"]
    client.post(page, {"about": key_of("mood"), "how": "=", "value": "b"})
    shown = client.get(page)
    assert "“How are you?” is “B”" in shown.content.decode()
    client.post(page, {"without": "0", "seen": shown.context["seen"]})
    assert "enableWhen" not in now(draft).by_link["why"].item


def test_publishing_says_first_what_changes_and_then_happens_once(signed_in, cora, draft):
    client, page = signed_in(cora), url("desk_questionnaire_publication", draft)
    shown = client.get(page)
    assert "It is the first version, with 2 questions." in shown.content.decode()
    for _each in range(2):
        client.post(page, {"number": shown.context["number"]})
    assert [version.number for version in draft.versions.all()] == [1]
    reading = client.get(url("desk_questionnaire", draft)).content.decode()
    assert "It is never changed." in reading


def test_a_draft_that_a_colleague_changed_is_read_again_before_it_is_published(signed_in, cora, otis, draft):
    client, page = signed_in(cora), url("desk_questionnaire_publication", draft)
    number = client.get(page).context["number"]
    change_draft(draft, document(item("other")), number=number, by=otis)
    answer = client.post(page, {"number": number}, follow=True)
    assert "A colleague changed the draft a moment ago." in answer.content.decode()
    assert not draft.versions.exists()


def test_a_score_is_made_by_ticking_questions(signed_in, cora, draft):
    client = signed_in(cora)
    client.post(url("desk_score_new", draft), {"name_fr": "Humeur", "name_en": "Mood", "link_ids": ["mood"]})
    page = client.get(url("desk_questionnaire", draft))
    assert [(score.words, score.names) for score in page.context["scores"]] == [("Mood", ["How are you?"])]
    answer = client.get(url("desk_score", draft, page.context["scores"][0].key))
    assert answer.context["form"]["name_fr"].value() == "Humeur"


def test_an_instrument_is_attached_only_when_its_numbers_fit(signed_in, cora, program):
    items = [choice(f"w{n}", range(9), words="abcdefghi") for n in range(4)] + [choice("short")]
    made = create_questionnaire(program, name="WSAS", by=cora, document=document(*items))
    client, page = signed_in(cora), url("desk_questionnaire_instrument", made)
    asked = client.get(page, {"instrument": "wsas"})
    typed = {f"place_{place}": link for place, link in enumerate(["w0", "w1", "w2", "w3", "short"], start=1)}
    assert {name: asked.context["form"][name].value() for name in typed} == typed
    refused = client.post(page, typed | {"instrument": "wsas"})
    assert "The options count differently than the instrument wants." in refused.content.decode()
    change_draft(made, document(*items[:4], choice("short", range(9), words="abcdefghi")), number=0, by=cora)
    client.post(page, typed | {"instrument": "wsas"})
    assert publish_draft(made, by=cora).instrument == "wsas"
    text = client.get(url("desk_questionnaire", made)).content.decode()
    assert "may only be used with a permission" in text
    permission = reverse("desk_instrument", args=[program.public_id, "wsas"])
    assert (
        b"This day is still to come."
        in client.post(permission, {"reference": "L 1", "holder": "Us", "granted_on": "2999-01-01"}).content
    )
    client.post(permission, {"reference": "L 1", "holder": "Us", "granted_on": "2026-01-01"})
    assert "may only be used" not in client.get(url("desk_questionnaire", made)).content.decode()


def test_the_trial_follows_the_answers_and_stores_nothing(signed_in, cora, program):
    rule = [{"question": "yes", "operator": "=", "answerBoolean": True}]
    asked = document(
        item("yes", "boolean", text="Are you well?", required=True), item("why", text="Why not?", enableWhen=rule)
    )
    made = create_questionnaire(program, name="Trial", by=cora, document=asked)
    client, page = signed_in(cora), url("desk_questionnaire_preview", made)
    shown = client.get(page, {"by": "question"})
    state = {"state": shown.context["state"], "by": "question", "shown_language": "en", "act": "on", "shown": "q1"}
    assert b"Please answer this question." in client.post(page, state).content
    yes = client.post(page, state | {"q1": "yes"})
    assert b"Why not?" in yes.content
    no = client.post(page, state | {"q1": "no"})
    assert b"That was the last page" in no.content
    assert b"Essai" not in client.post(page, state | {"state": "forged"}).content
    assert not QuestionnaireVersion.objects.exists()


def test_the_trial_says_when_an_answer_would_worry(signed_in, cora, program):
    risk = {"url": "urn:peersupport:questionnaire:risk", "valueBoolean": True}
    asked = document(item("danger", "boolean", text="In danger?", extension=[risk]))
    made = create_questionnaire(program, name="Trial", by=cora, document=asked)
    client, page = signed_in(cora), url("desk_questionnaire_preview", made)
    state = {"state": client.get(page).context["state"], "by": "group", "shown_language": "en", "act": "on"}
    said = b"Here the person sees numbers to call first"
    assert said in client.post(page, state | {"shown": "q1", "q1": "yes"}).content
    assert said not in client.post(page, state | {"shown": "q1", "q1": "no"}).content
    assert not SafetyCase.objects.exists()


def test_a_questionnaire_of_the_shelf_is_read_and_copied_but_not_changed(signed_in, cora, program):
    shelf = create_questionnaire(None, name="House", by=None, document=document(item("a", text="Anything?")))
    publish_draft(shelf, by=None)
    client = signed_in(cora)
    shelf.program = program  # only for the address
    assert client.get(url("desk_questionnaire", shelf)).status_code == 200
    for name in ("desk_questionnaire_publication", "desk_questionnaire_names", "desk_question_new"):
        assert client.get(url(name, shelf)).status_code == 404
    assert client.post(url("desk_questionnaire_draft", shelf)).status_code == 404
    client.post(url("desk_questionnaire_copy", shelf))
    assert Questionnaire.objects.filter(program=program, name="House").exists()


def test_the_draft_of_another_program_is_not_there(signed_in, otto, draft):
    address = reverse("desk_questionnaire", args=[otto.program.public_id, draft.public_id])
    assert signed_in(otto).get(address).status_code == 404


def test_lists_take_the_same_number_of_queries_for_few_and_for_many(
    signed_in, cora, program, django_assert_max_num_queries
):
    client = signed_in(cora)
    page = reverse("desk_questionnaires", args=[program.public_id])
    for count in (5, 45):
        for number in range(count):
            made = create_questionnaire(program, name=f"N{number}", by=cora, document=document(item("a")))
            publish_draft(made, by=cora)
        with django_assert_max_num_queries(12):
            assert client.get(page).status_code == 200


def test_the_editor_takes_the_same_number_of_queries_for_many_questions(
    signed_in, cora, program, django_assert_max_num_queries
):
    client = signed_in(cora)
    for count in (5, 50):
        made = create_questionnaire(
            program, name="Long", by=cora, document=document(*[choice(f"c{number}") for number in range(count)])
        )
        with django_assert_max_num_queries(15):
            assert client.get(url("desk_questionnaire", made)).status_code == 200


def test_throwing_a_draft_away_says_what_goes(signed_in, cora, draft):
    client, page = signed_in(cora), url("desk_questionnaire_discard", draft)
    shown = client.get(page)
    assert b"It goes as a whole." in shown.content
    client.post(page, {"number": shown.context["number"]})
    assert not Questionnaire.objects.filter(pk=draft.pk).exists()


@pytest.fixture
def client_class(settings):
    """A client of its own for each person, in English."""
    settings.SECOND_FACTOR_REQUIRED = False

    def sign_in(who):
        EmailAddress.objects.get_or_create(
            user=who.person, email=who.person.email, defaults={"verified": True, "primary": True}
        )
        client = Client(headers={"accept-language": "en"})
        client.force_login(who.person)
        return client

    return sign_in


def test_a_discarded_draft_does_not_swallow_what_was_typed(client_class, cora, otis, draft):
    publish_draft(draft, by=cora)
    one = client_class(cora)
    one.post(url("desk_questionnaire_draft", draft))
    page = url("desk_question", draft, key_of("why"))
    typed = fields(one.get(page))
    discard_draft(draft, by=otis)
    assert b"Nothing is lost." in one.post(page, typed | {"text_en": "Words"}).content
