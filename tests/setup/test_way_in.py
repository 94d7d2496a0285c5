"""Choosing what people are asked when they come in."""

import datetime

from intake.models import IntakeForm
from intake.services.licences import record_permission
from intake.services.questionnaires import create_questionnaire, publish_draft
from tests.intake.questionnaires.making import choice, document, item

WSAS = [choice(f"w{n}", range(9), words="abcdefghi") for n in range(5)]


def published(draft, name, *items, instrument=""):
    made = create_questionnaire(draft.program, name=name, by=draft, document=document(*items))
    publish_draft(made, by=draft, instrument=instrument)
    return made


def test_a_published_questionnaire_is_chosen_and_shown_as_chosen(signed_in, draft, address):
    ours = published(draft, "Ours", item("a"))
    create_questionnaire(draft.program, name="Unfinished", by=draft)
    client, url = signed_in(draft), address("desk_setup_way_in", draft)
    names = [words for _key, words in client.get(url).context["form"].fields["questionnaire"].choices]
    assert "Ours" in names
    assert "Unfinished" not in names
    client.post(url, {"questionnaire": ours.public_id, "page_by": "question"})
    chosen = IntakeForm.objects.get(program=draft.program)
    assert (chosen.questionnaire, chosen.page_by, chosen.offers_interview) == (ours, "question", False)
    assert client.get(url).context["form"]["questionnaire"].value() == ours.public_id


def test_asking_nothing_more_is_a_choice(signed_in, draft, address):
    client, url = signed_in(draft), address("desk_setup_way_in", draft)
    client.post(url, {"questionnaire": "", "page_by": "group", "offers_interview": "on"})
    assert IntakeForm.objects.get(program=draft.program).questionnaire is None


def test_an_instrument_without_permission_is_held_back_with_the_reason(signed_in, draft, address):
    held = published(draft, "Daily life", *WSAS, instrument="wsas")
    client, url = signed_in(draft), address("desk_setup_way_in", draft)
    page = client.get(url)
    assert "Daily life" not in [words for _key, words in page.context["form"].fields["questionnaire"].choices]
    assert "may only be used with a permission" in page.content.decode()
    refused = client.post(url, {"questionnaire": held.public_id, "page_by": "group"})
    assert refused.status_code == 200
    record_permission(
        draft.program, instrument="wsas", reference="L", holder="Us", granted_on=datetime.date(2026, 1, 5), by=draft
    )
    assert client.post(url, {"questionnaire": held.public_id, "page_by": "group"}).status_code == 302


def test_the_questionnaire_of_another_program_cannot_be_chosen(signed_in, draft, otto, address):
    theirs = create_questionnaire(otto.program, name="Theirs", by=otto, document=document(item("a")))
    publish_draft(theirs, by=otto)
    url = address("desk_setup_way_in", draft)
    assert signed_in(draft).post(url, {"questionnaire": theirs.public_id, "page_by": "group"}).status_code == 200
