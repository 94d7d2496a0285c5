"""What no page of the editor writes: it is refused in words or ignored, and the draft stays whole."""

import pytest
from django.urls import reverse

from intake.questionnaires.editing import key_of
from intake.services.questionnaires import create_questionnaire
from tests.intake.questionnaires.making import choice, document, item

ODD = ["a\x00b", "9" * 5000, "١٢", "-", "1e400", "nan", "<script>", "\u202e", "🪑" * 300]
NAMES = ["text_fr", "rows", "kind", "lowest", "highest", "choice_0_en", "choice_0_points", "choice_0_key", "seen", "up"]


@pytest.fixture
def draft(program, cora):
    return create_questionnaire(
        program, name="Needs", by=cora, document=document(choice("mood"), item("n", "integer"), item("day", "date"))
    )


@pytest.mark.parametrize("name", NAMES)
def test_odd_values_in_a_question_are_no_fault_of_ours(signed_in, cora, draft, name):
    client = signed_in(cora)
    address = reverse("desk_question_new", args=[cora.program.public_id, draft.public_id])
    for kind in ("choices", "scale", "number"):
        for odd in ODD:
            typed = {"kind": kind, "rows": "2", "text_en": "Why?", "choice_0_en": "A", "lowest": "0", "highest": "5"}
            assert client.post(address, typed | {name: odd}).status_code in (200, 302)
    reading = client.get(reverse("desk_questionnaire", args=[cora.program.public_id, draft.public_id]))
    assert reading.status_code == 200


@pytest.mark.parametrize("odd", ODD)
def test_odd_values_in_the_other_forms_are_no_fault_of_ours(signed_in, cora, draft, odd):
    client, one = signed_in(cora), [cora.program.public_id, draft.public_id]
    day = [*one, key_of("day")]
    posts = [
        ("desk_question_showing", day, {"about": key_of("n"), "how": odd, "value": odd}),
        ("desk_question_showing", day, {"about": key_of("n"), "how": ">", "value": odd}),
        ("desk_question_showing", day, {"about": odd, "without": odd, "seen": odd}),
        ("desk_question_showing", day, {"behavior": odd}),
        ("desk_question_move", day, {"to": odd, "after": odd}),
        ("desk_question_removal", day, {"seen": odd}),
        ("desk_score_new", one, {"name_en": odd, "link_ids": [odd]}),
        ("desk_questionnaire_instrument", one, {"instrument": "wsas", "place_1": odd}),
        ("desk_questionnaire_preview", one, {"state": odd, "act": odd, "by": odd, "shown_language": odd}),
        ("desk_questionnaire_publication", one, {"number": odd}),
        ("desk_questionnaire_discard", one, {"number": odd}),
        ("desk_questionnaire_names", one, {"name": odd, "title_fr": odd}),
    ]
    for name, args, typed in posts:
        assert client.post(reverse(name, args=args), typed).status_code in (200, 302), name
    draft.refresh_from_db()
    assert [part["linkId"] for part in draft.draft["item"] if not part["linkId"].startswith("score")] == [
        *("mood", "n", "day"),
    ]
