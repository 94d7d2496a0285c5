"""Somebody too young to ask alone: nothing is sent before a parent or guardian has agreed, and nothing is lost."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from intake.errors import AnswersMissing
from intake.models import Assessment, GuardianAge, GuardianConsent
from intake.services.guardians import (
    LINK_LASTS,
    SIGNER,
    GuardianNeeded,
    NobodyToAgreeFor,
    draft_behind,
    draft_numbered,
    give_guardian_consent,
    link_for_guardian,
    waits_for_guardian,
)
from intake.services.requests import (
    DRAFT_KEPT,
    current_confidentiality,
    drafts_due,
    save_answers,
    submit_request,
    use_newer_answers,
)
from programs.models import Event, Method
from tests.intake.asking import begun
from tests.make import make_program

pytestmark = pytest.mark.django_db
WHO = {"name": "Lou Roy", "relation": "mother", "contact": "514 555 01 99"}
YOUNGEST = [("CA-QC", 14), ("CA", 13), ("FR", 15), ("US", 13), ("EU", 16)]


def agree(draft, **facts):
    text = current_confidentiality(draft.program)
    return give_guardian_consent(draft, **({"text": text, "language": "fr"} | WHO | facts))


def posted(draft, **facts):
    return WHO | {"text": current_confidentiality(draft.program).pk, "agree": "on"} | facts


def text_of(page):
    return page.content.decode()


class TestTheAge:
    @pytest.mark.parametrize(("jurisdiction", "youngest"), YOUNGEST)
    def test_the_day_before_the_age_of_the_place_it_is_refused_and_at_that_age_it_is_sent(self, jurisdiction, youngest):
        program = make_program(jurisdiction=jurisdiction)
        with pytest.raises(GuardianNeeded):
            submit_request(begun(program, age=youngest - 1, email="a@example.org"))
        assert submit_request(begun(program, age=youngest, email="b@example.org")).is_sent

    def test_an_age_that_was_not_given_is_asked_for_first(self, program):
        draft = begun(program)
        Assessment.objects.filter(pk=draft.pk).update(answers={k: v for k, v in draft.answers.items() if k != "age"})
        with pytest.raises(AnswersMissing):
            submit_request(draft)

    def test_a_place_without_such_an_age_asks_nobody(self, program):
        GuardianAge.objects.all().delete()
        assert submit_request(begun(program, age=9)).is_sent

    def test_refusing_keeps_everything(self, program):
        draft = begun(program, age=13)
        before = draft.answers
        with pytest.raises(GuardianNeeded):
            submit_request(draft)
        draft.refresh_from_db()
        assert (draft.answers, draft.is_sent, draft.person) == (before, False, None)


class TestAgreeing:
    def test_then_it_can_be_sent(self, program):
        draft = begun(program, age=13)
        agree(draft)
        assert not waits_for_guardian(draft)
        assert submit_request(draft).is_sent

    def test_agreeing_twice_is_agreeing_once_and_the_first_time_counts(self, program):
        draft = begun(program, age=13)
        first = agree(draft)
        assert agree(draft, name="Somebody else").pk == first.pk
        assert GuardianConsent.objects.get().name == "Lou Roy"
        assert Event.objects.filter(verb="guardian_agreed").count() == 1

    def test_who_made_the_child_older_meanwhile_needs_nobody(self, program):
        draft = begun(program, age=13)
        save_answers(draft, answers={"age": 14})
        with pytest.raises(NobodyToAgreeFor):
            agree(draft)

    def test_on_paper_somebody_of_the_team_writes_it_down(self, program, cora):
        draft = begun(program, age=13)
        consent = agree(draft, method=Method.PAPER, by=cora)
        assert (consent.method, consent.recorded_by) == ("paper", cora)
        with pytest.raises(NobodyToAgreeFor):
            agree(begun(program, age=12), method=Method.PAPER)

    def test_the_text_must_be_this_programs(self, program):
        with pytest.raises(NobodyToAgreeFor):
            agree(begun(program, age=13), text=current_confidentiality(make_program()))

    def test_name_and_contact_are_sealed(self, program):
        agree(begun(program, age=13))
        with connection.cursor() as cursor:
            cursor.execute("SELECT row_to_json(c)::text FROM intake_guardianconsent c")
            row = cursor.fetchone()[0]
        assert "Roy" not in row
        assert b"Roy".hex() not in row
        assert WHO["contact"] not in row
        assert WHO["contact"].encode().hex() not in row

    def test_it_goes_over_to_the_request_whose_answers_are_renewed(self, program):
        first = submit_request(begun(program, age=30))
        newer = begun(program, age=13)
        agree(newer)
        held = submit_request(newer)
        use_newer_answers(first, held=held, by=first.person)
        assert GuardianConsent.objects.get().assessment == first


class TestTheLink:
    def test_nothing_is_stored_and_it_opens_nothing_else(self, program):
        draft = begun(program, age=13)
        token = link_for_guardian(draft).split("/")[-2]
        assert draft_behind(token) == draft
        assert draft_behind(draft.public_id) is None
        assert draft_behind(token[:-1] + "x") is None

    def test_it_lasts_as_long_as_what_was_typed_is_kept(self, program, monkeypatch):
        assert LINK_LASTS == DRAFT_KEPT
        draft = begun(program, age=13)
        token = link_for_guardian(draft).split("/")[-2]
        late = timezone.now().timestamp() + LINK_LASTS.total_seconds() + 1
        monkeypatch.setattr("django.core.signing.time.time", lambda: late)
        assert draft_behind(token) is None

    def test_what_was_typed_goes_after_that_time_with_the_consent(self, program):
        draft = begun(program, age=13)
        agree(draft)
        drafts_due(timezone.now() + DRAFT_KEPT + datetime.timedelta(minutes=1))
        assert not Assessment.objects.exists()
        assert not GuardianConsent.objects.exists()
        assert draft_behind(SIGNER.sign(draft.public_id)) is None


class TestThePageOfTheParent:
    @pytest.fixture
    def draft(self, program):
        return begun(program, age=13, nickname="Skywalker")

    def test_it_shows_the_program_and_nothing_the_child_said(self, draft, client):
        page = client.get(link_for_guardian(draft))
        text = text_of(page)
        assert "no-store" in page["Cache-Control"]
        assert "noindex" in text
        assert draft.program.name in text or draft.program.name_fr in text
        for word in ("Skywalker", "awa@example.org", "I feel alone", "A quiet seat", draft.reference):
            assert word not in text
        assert not GuardianConsent.objects.exists()

    def test_agreeing_says_thank_you_and_a_second_time_too(self, draft, client):
        url = link_for_guardian(draft)
        for _time in range(2):
            page = client.post(url, posted(draft))
            assert "confirmation" in text_of(page)
        assert "Lou" not in text_of(client.get(url))
        assert GuardianConsent.objects.get().method == "online"

    def test_without_the_tick_nothing_is_kept_and_what_was_typed_stays(self, draft, client):
        page = text_of(client.post(link_for_guardian(draft), posted(draft, agree="")))
        assert "Lou Roy" in page
        assert not GuardianConsent.objects.exists()

    def test_a_text_that_changed_meanwhile_is_read_again(self, draft, client):
        page = text_of(client.post(link_for_guardian(draft), posted(draft, text="0")))
        assert "Lou Roy" in page
        assert not GuardianConsent.objects.exists()

    def test_a_link_of_nobody_says_so_kindly(self, client, db):
        for method in (client.get, client.post):
            page = method("/guardian/nobody/")
            assert page.status_code == 200
            assert "confirmation" not in text_of(page)


class TestThePageOfTheChild:
    @pytest.fixture
    def child(self, program, client):
        """A browser in which a child of 13 has answered everything."""
        draft = begun(program, age=13)
        session = client.session
        session["join_begun"] = {program.public_id: draft.public_id}
        session.save()
        client.cookies["django_language"] = "en"
        return draft

    def url(self, draft, page):
        return f"/join/{draft.program.slug}/{page}/"

    def test_the_check_leads_there_and_so_does_sending(self, child, client):
        for method in (client.get, client.post):
            page = method(self.url(child, "check"), follow=True)
            assert page.redirect_chain[-1][0] == self.url(child, "guardian")
        assert not Assessment.objects.sent().exists()

    def test_it_gives_the_link_the_picture_and_the_number(self, child, client):
        page = text_of(client.get(self.url(child, "guardian")))
        assert "/guardian/" in page
        assert "<svg" in page.split('class="qr"')[1]
        assert child.reference in page
        assert "Is it not safe to ask them?" in page

    def test_pressing_too_early_loses_nothing_and_afterwards_goes_on_to_send(self, child, client):
        page = client.post(self.url(child, "guardian"), follow=True)
        assert "Nobody has agreed yet." in text_of(page)
        agree(child)
        assert "Somebody has agreed" in text_of(client.get(self.url(child, "guardian")))
        page = client.post(self.url(child, "guardian"), follow=True)
        assert page.redirect_chain[-1][0] == self.url(child, "check")
        client.post(self.url(child, "check"))
        assert Assessment.objects.sent().count() == 1

    def test_whoever_is_old_enough_is_never_asked(self, child, client):
        save_answers(child, answers={"age": 14})
        assert client.get(self.url(child, "check")).status_code == 200


class TestOnTheDesk:
    def url(self, program):
        return f"/desk/{program.public_id}/guardians/"

    def record(self, draft, **facts):
        return WHO | {"number": draft.reference, "method": "spoken", "language": "fr"} | facts

    def test_it_is_written_down_by_the_number_and_shows_no_answer(self, program, cora, signed_in):
        draft = begun(program, age=13, nickname="Skywalker")
        page = text_of(signed_in(cora).post(self.url(program), self.record(draft), follow=True))
        assert "The child can send it now." in page
        assert "Skywalker" not in page
        consent = GuardianConsent.objects.get()
        assert (consent.method, consent.recorded_by, consent.assessment) == ("spoken", cora, draft)

    def test_a_number_of_nobody_or_of_another_program_finds_nothing(self, program, cora, signed_in):
        elsewhere = begun(make_program(), age=13)
        for number in ("D-0", elsewhere.reference):
            page = text_of(signed_in(cora).post(self.url(program), self.record(elsewhere, number=number)))
            assert "Nobody has begun a request with this number here." in page
        assert draft_numbered(elsewhere.reference, program) is None

    def test_the_request_says_who_agreed_and_how(self, program, cora, signed_in):
        draft = begun(program, age=13)
        agree(draft, method=Method.PAPER, by=cora)
        sent = submit_request(draft)
        page = text_of(signed_in(cora).get(f"/desk/{program.public_id}/requests/{sent.public_id}/"))
        assert "Lou Roy, mother" in page
        assert "Written down by Cora." in page
