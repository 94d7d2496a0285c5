"""The form as a person fills it in, page by page, without signing in; and their own page afterwards."""

import pytest
from django.urls import reverse
from django.utils import timezone

from intake.services.questionnaires import create_questionnaire, publish_draft
from mentoring.asking import PAGES
from mentoring.models import Application, ApplicationState, Campaign
from mentoring.services.applications import ask_for_revision, move_application, withdraw_application
from programs.models import Notice, SafetyCase, Topic
from programs.notices import kind_named
from tests.make import make_participation, make_person, make_program
from tests.mentoring.applying import make_application, make_campaign

pytestmark = pytest.mark.django_db

ANSWERS = {
    "you": {"nickname": "Lou"},
    "reach": {"email": "lou@example.org", "phone": "", "contact_language": "en"},
    "motivation": {"motivation": "I was helped once."},
    "experience": {"lived": "on", "experience": "", "sharing": "rather_not"},
    "languages": {"languages": ["fr", "es"]},
    "times": {"times": ["2", "20"], "hours_a_week": "3"},
    "references": {"name_1": "Rosa", "relation_1": "colleague", "contact_1": "rosa@example.org"},
}


@pytest.fixture(autouse=True)
def in_english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def campaign():
    return make_campaign()


def begin(client, campaign):
    start = reverse("apply_start", args=[campaign.public_id])
    text = campaign.program.consent_texts.get()
    assert text.body_en in client.get(start).text
    return client.post(start, {"text": text.pk, "agree": "on"})


def fill_in(client, campaign, answers=ANSWERS):
    """Every page in order; returns where the last one leads."""
    response = begin(client, campaign)
    for page in PAGES:
        assert response["Location"] == reverse("apply_page", args=[campaign.public_id, page.key])
        assert client.get(response["Location"]).status_code == 200
        response = client.post(response["Location"], answers[page.key])
        assert response.status_code == 302, response.text
    return response["Location"]


def close(campaign):
    Campaign.objects.filter(pk=campaign.pk).update(closes_at=timezone.now())


def test_the_whole_form_is_sent_once(client, campaign):
    check = fill_in(client, campaign)
    page = client.get(check).text
    assert "I would rather not" in page
    assert "Rosa · colleague · rosa@example.org" in page
    assert not Application.objects.sent().exists()
    sent = client.post(check)["Location"]
    client.post(check)
    one = Application.objects.get()
    assert one.reference in client.get(sent).text
    assert (one.state, one.languages, one.availability) == ("submitted", ["fr", "es"], [2, 20])
    assert Notice.objects.filter(kind="application_received").count() == 1


def test_a_page_with_a_mistake_keeps_what_was_typed(client, campaign):
    begin(client, campaign)
    address = reverse("apply_page", args=[campaign.public_id, "references"])
    page = client.post(address, {"name_1": "Rosa", "contact_1": "not an address"}).text
    assert "Write a whole e-mail address" in page
    assert 'value="Rosa"' in page
    page = client.post(reverse("apply_page", args=[campaign.public_id, "experience"]), {"experience": "Words"}).text
    assert "Words" in page


def test_after_the_closing_what_is_typed_is_kept_and_said_to_be_too_late(client, campaign):
    check = fill_in(client, campaign)
    close(campaign)
    address = reverse("apply_page", args=[campaign.public_id, "motivation"])
    response = client.post(address, {"motivation": "A last thought."}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("apply_late", args=[campaign.public_id])
    assert "time in Toronto" in response.text
    assert "A last thought." in response.text
    assert client.post(check, follow=True).redirect_chain[-1][0].endswith("/late/")
    assert not Application.objects.sent().exists()
    assert client.get(reverse("campaign_page", args=[campaign.public_id])).status_code == 200


def test_topics_are_asked_where_the_program_has_some(client, campaign):
    topic = Topic.objects.create(name_en="Grief", name_fr="Deuil")
    campaign.program.topics.add(topic)
    begin(client, campaign)
    address = reverse("apply_page", args=[campaign.public_id, "experience"])
    assert "Grief" in client.get(address).text
    client.post(address, ANSWERS["experience"] | {"topics": [str(topic.pk)]})
    assert "Grief" in client.get(reverse("apply_page", args=[campaign.public_id, "experience"])).text


def questions(program):
    asked = create_questionnaire(
        program, name="More", by=None,
        document={
            "resourceType": "Questionnaire", "status": "draft", "language": "en", "title": "More",
            "item": [
                {"linkId": "car", "type": "string", "text": "How do you get around?", "required": True},
                {"linkId": "calm", "type": "boolean", "text": "Are you calm?"},
            ],
        },
    )  # fmt: skip
    publish_draft(asked, by=None)
    return asked


def test_the_questions_of_the_campaign_come_after_the_fixed_part(client):
    program = make_program()
    campaign = make_campaign(program, questionnaire=questions(program))
    address = fill_in(client, campaign)
    assert "/more/" in address
    assert client.post(reverse("apply_check", args=[campaign.public_id]), follow=True).redirect_chain[-1][0] == address
    while "/more/" in address:
        page = client.get(address)
        assert page.status_code == 200
        form = page.context["form"]
        posted = {name: "By bus" if field.required else "" for name, field in form.fields.items()}
        address = client.post(address, posted)["Location"]
    assert "By bus" in client.get(address).text
    client.post(address)
    one = Application.objects.get()
    assert one.answers.is_sent
    assert one.answers.answers["car"] == ["By bus"]
    assert not SafetyCase.objects.exists()


def test_finish_later_sends_a_link_that_goes_on(client, campaign):
    begin(client, campaign)
    client.post(reverse("apply_page", args=[campaign.public_id, "you"]), {"nickname": "Lou", "act": "later"})
    client.post(reverse("apply_later", args=[campaign.public_id]), {"email": "lou@example.org"})
    notice = Notice.objects.get(kind="application_resume")
    assert notice.recipient.email == "lou@example.org"
    link = kind_named("application_resume").context(Application.objects.get(), notice.recipient)["url"]
    client.cookies.pop("sessionid", None)
    assert client.get(link).status_code == 200
    response = client.post(link)
    assert response["Location"] == reverse("apply_page", args=[campaign.public_id, "reach"])
    assert client.get(response["Location"]).status_code == 200


def test_a_draft_shows_no_page_and_no_poster(client):
    draft = make_campaign(state="draft")
    for name in ("campaign_page", "campaign_poster", "apply_start"):
        assert client.get(reverse(name, args=[draft.public_id])).status_code == 404


def test_the_poster_opens_the_page(client, campaign):
    page = client.get(reverse("campaign_poster", args=[campaign.public_id])).text
    assert "<svg" in page
    assert f"/join-us/{campaign.public_id}/" in page


@pytest.fixture
def lou(client, campaign):
    one = make_application(campaign)
    client.force_login(one.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return one


@pytest.mark.parametrize("state", sorted(set(ApplicationState.values) - {"draft"}))
def test_every_state_says_where_it_stands_and_what_comes_next(client, lou, state):
    Application.objects.filter(pk=lou.pk).update(state=state)
    page = client.get(reverse("application_status", args=[lou.public_id])).text
    assert lou.reference in page
    assert ('aria-current="step"' in page) == (state not in {"declined", "withdrawn"})
    assert ("Withdraw my application" in page) == (state not in {"declined", "withdrawn", "confirmed"})


def test_what_was_asked_for_is_changed_by_the_person(client, lou):
    cora = make_participation(lou.program, role="coordinator")
    address = reverse("application_revision", args=[lou.public_id])
    assert client.get(address).status_code == 302
    ask_for_revision(lou, body="Which days?", by=cora)
    assert "Which days?" in client.get(address).text
    filled = {"motivation": "Anew", "sharing": "openly", "languages": ["en"], "times": ["3"], "hours_a_week": "2"}
    assert "Tick at least one language" in client.post(address, filled | {"languages": []}).text
    client.post(address, filled | {"body": "Thursdays."})
    lou.refresh_from_db()
    assert (lou.state, lou.motivation, lou.availability) == ("submitted", "Anew", [3])
    assert lou.messages.last().body == "Thursdays."


def test_messages_and_stepping_back(client, lou):
    client.post(reverse("application_reply", args=[lou.public_id]), {"body": "When will I know?"})
    assert lou.messages.get().body == "When will I know?"
    assert "If you withdraw it" in client.get(reverse("application_withdrawal", args=[lou.public_id])).text
    client.post(reverse("application_withdrawal", args=[lou.public_id]))
    lou.refresh_from_db()
    assert lou.state == "withdrawn"


def test_nobody_else_sees_it(client, lou):
    client.force_login(make_person("Eve"), backend="allauth.account.auth_backends.AuthenticationBackend")
    for name in ("application_status", "application_withdrawal", "application_revision"):
        assert client.get(reverse(name, args=[lou.public_id])).status_code == 404


def test_a_form_sent_a_second_time_leads_its_owner_to_the_first(client, lou, campaign):
    second = make_application(campaign)
    response = client.get(reverse("application_status", args=[second.public_id]))
    assert response["Location"] == reverse("application_status", args=[lou.public_id])
    assert "a second time" in client.get(response["Location"]).text


def test_an_unreleased_answer_is_not_seen(client, lou):
    cora = make_participation(lou.program, role="coordinator")
    verdict = lou.verdicts.create(program=lou.program, outcome="decline", message="Not this time, Lou.", by=cora)
    address = reverse("application_status", args=[lou.public_id])
    assert "Not this time" not in client.get(address).text
    verdict.released_at = timezone.now()
    verdict.save()
    move_application(lou, "declined", by=cora)
    assert "Not this time, Lou." in client.get(address).text


def test_who_withdrew_is_told_nothing_more(client, lou):
    withdraw_application(lou, by=lou.person)
    assert client.get(reverse("application_withdrawal", args=[lou.public_id])).status_code == 302


def test_the_page_of_the_program_names_what_is_open(client, campaign):
    address = reverse("program_page", args=[campaign.program.slug])
    link = reverse("campaign_page", args=[campaign.public_id])
    assert link in client.get(address).text
    close(campaign)
    assert link not in client.get(address).text
