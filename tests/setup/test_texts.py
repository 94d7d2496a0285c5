import pytest
from django.utils import timezone

from programs.errors import StaleState
from programs.models import ConsentText, GroundRules, Program, Purpose
from programs.services.consents import accept_rules, give_consent, rules_to_accept
from programs.services.programs import change_program, close_program, publish_program
from programs.services.texts import revise_consent_text, revise_rules


def versions(program):
    return list(GroundRules.objects.filter(program=program).order_by("version").values_list("version", "body_en"))


def test_rules_nobody_was_shown_are_changed_where_they_stand(draft):
    revise_rules(draft.program, version=1, by=draft, body_fr="Une règle", body_en="One rule")
    assert versions(draft.program) == [(1, "One rule")]


def test_published_rules_stay_and_the_next_version_asks_everyone_again(cora, mia):
    program, first = cora.program, GroundRules.objects.get(program=cora.program)
    accept_rules(mia, rules=first, language="en")
    assert rules_to_accept(mia) is None
    before = first.body_en
    second = revise_rules(program, version=1, by=cora, body_fr="Une règle", body_en="One rule")
    first.refresh_from_db()
    assert (first.body_en, first.version) == (before, 1)
    assert second.version == 2
    assert second.published_at <= timezone.now()
    assert rules_to_accept(mia) == second


def test_the_same_words_make_no_new_version(cora):
    rules = GroundRules.objects.get(program=cora.program)
    revise_rules(cora.program, version=1, by=cora, body_fr=rules.body_fr, body_en=rules.body_en)
    assert len(versions(cora.program)) == 1


def test_two_people_who_write_at_once_do_not_overwrite_each_other(cora):
    revise_rules(cora.program, version=1, by=cora, body_fr="A", body_en="A")
    with pytest.raises(StaleState):
        revise_rules(cora.program, version=1, by=cora, body_fr="B", body_en="B")
    assert [body for _, body in versions(cora.program)][1:] == ["A"]


def test_a_text_that_may_have_been_agreed_to_is_never_changed(cora, mia):
    first = ConsentText.objects.get(program=cora.program, purpose=Purpose.CONFIDENTIALITY)
    consent = give_consent(first, person=mia.person, by=mia.person, language="en")
    texts = {"body_fr": "Nouveau", "body_en": "New", "limits_fr": "", "limits_en": ""}
    second = revise_consent_text(cora.program, purpose=first.purpose, version=1, by=cora, **texts)
    consent.refresh_from_db()
    assert consent.text.body_en == "What you tell us stays with the team."
    assert (second.version, second.body_en) == (2, "New")
    assert ConsentText.objects.current(cora.program, first.purpose).first() == second


def test_a_consent_text_of_an_untouched_draft_is_changed_where_it_stands(draft):
    texts = {"body_fr": "Nouveau", "body_en": "New", "limits_fr": "", "limits_en": ""}
    text = revise_consent_text(draft.program, purpose=Purpose.RESEARCH, version=1, by=draft, **texts)
    assert text.version == 1
    assert ConsentText.objects.filter(program=draft.program, purpose=Purpose.RESEARCH).count() == 1


def rules_form(client, url, **changed):
    form = client.get(url).context["form"]
    return {name: form[name].value() for name in form.fields} | changed


def test_the_page_says_what_a_new_version_means_before_it_writes_one(signed_in, cora, mia, noor, address):
    client, url = signed_in(cora), address("desk_setup_rules", cora)
    filled = rules_form(client, url, body_en="Be kind")
    page = client.post(url, filled)
    assert page.status_code == 200
    assert "2 people are asked to accept the new rules" in page.content.decode()
    assert len(versions(cora.program)) == 1
    client.post(url, filled | {"confirmed": "1"})
    assert versions(cora.program)[1] == (2, "Be kind")


def test_a_colleagues_newer_version_is_not_overwritten(signed_in, cora, address):
    client, url = signed_in(cora), address("desk_setup_rules", cora)
    filled = rules_form(client, url, body_en="Mine", confirmed="1")
    revise_rules(cora.program, version=1, by=cora, body_fr="A", body_en="Theirs")
    page = client.post(url, filled)
    assert "Someone changed this a moment ago" in page.content.decode()
    assert "Mine" in page.content.decode()
    assert [body for _, body in versions(cora.program)][-1] == "Theirs"


def test_rules_may_not_be_empty(signed_in, cora, address):
    client, url = signed_in(cora), address("desk_setup_rules", cora)
    page = client.post(url, rules_form(client, url, body_en=" ", body_fr="", confirmed="1"))
    assert "Write this in one language at least" in page.content.decode()


def test_a_purpose_without_a_text_is_not_found(signed_in, cora, address):
    assert signed_in(cora).get(address("desk_setup_consent", cora, "research")).status_code == 404


def test_eligibility_is_shown_as_a_visitor_reads_it(signed_in, draft, address, again):
    client, url = signed_in(draft), address("desk_setup_eligibility", draft)
    client.post(url, {"min_age": "21", "max_age": "30", "languages": ["fr"], "commitment_weeks": "8"})
    assert (again(draft).min_age, again(draft).commitment_weeks) == (21, 8)
    page = client.get(url).content.decode()
    assert "You are between 21 and 30 years old." in page
    assert "You can come for at least 8 weeks." in page


@pytest.mark.parametrize(
    "bad", [{"min_age": "40", "max_age": "20"}, {"min_age": "-1"}, {"min_age": "ten"}, {"languages": []}]
)
def test_rules_that_fit_nobody_are_refused_and_typed_text_stays(signed_in, draft, address, again, bad):
    client, url = signed_in(draft), address("desk_setup_eligibility", draft)
    page = client.post(url, {"min_age": "18", "languages": ["fr"], "commitment_weeks": "12"} | bad)
    assert page.status_code == 200
    assert 'value="12"' in page.content.decode()
    assert again(draft).commitment_weeks is None


def test_texts_of_one_language_never_leak_into_the_other(draft, again):
    change_program(draft.program, part="texts", by=draft, name_en="")
    assert again(draft).name_en in {"", None}
    assert again(draft).name_fr == "Se relever ensemble"


def test_rules_written_before_opening_are_published_with_it(ready):
    revise_rules(ready.program, version=1, by=ready, body_fr="Une règle", body_en="One rule")
    publish_program(ready.program, by=ready)
    assert GroundRules.objects.current(ready.program).get().body_en == "One rule"


def test_saving_a_page_writes_what_it_changed_and_nothing_that_a_colleague_did_meanwhile(cora):
    mine, theirs = (Program.objects.get(pk=cora.program.pk) for _ in range(2))
    close_program(theirs, by=cora)
    change_program(theirs, part="practical", by=cora, promise_days=9)
    change_program(mine, part="texts", by=cora, name_fr="Un autre nom", contact_name="Lou")
    now = Program.objects.get(pk=cora.program.pk)
    assert (now.state, now.promise_days) == ("closed", 9)
    assert (now.name_fr, now.contact_name) == ("Un autre nom", "Lou")
