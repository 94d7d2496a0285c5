"""What is known beside the answers decides with them: referral, talk, guardian, worries, topics."""

import pytest
from django.utils import timezone

from intake.eligibility import Facts, Result, Rule, check_eligibility, needs_guardian
from intake.facts import eligibility_of, facts_of
from intake.models import GuardianAge, GuardianConsent, Interview, InterviewSlot, Referral, ReferralLink
from programs.models import CaseOrigin, Program, Topic
from programs.services.safety import close_case, open_case, take_up_case
from tests.desk.make import make_request
from tests.make import make_person, make_program

pytestmark = pytest.mark.django_db


def passed(eligibility, rule):
    return {outcome.rule: outcome.passed for outcome in eligibility.outcomes}.get(rule, "no such rule")


def words(eligibility, rule):
    return next(outcome.words for outcome in eligibility.outcomes if outcome.rule == rule)


def test_a_referral_that_was_linked_meets_the_rule(cora):
    program = make_program(referral_required=True)
    request, other = make_request(program), make_request(program, "Bea")
    link = ReferralLink.objects.create(program=program, token_hash="x", made_by=cora.person, expires_at=timezone.now())
    assert passed(eligibility_of(request), Rule.REFERRAL) is None
    Referral.objects.create(
        program=program, link=link, assessment=request, referrer_name="Dr Roy", referrer_role="Doctor",
        organisation="Clinic", contact="555", reason="…", person_consents=True,
    )  # fmt: skip
    assert passed(eligibility_of(request), Rule.REFERRAL) is True
    assert words(eligibility_of(request), Rule.REFERRAL) == "A professional has referred the person."
    assert passed(eligibility_of(other), Rule.REFERRAL) is None


@pytest.mark.parametrize(("state", "met"), [("booked", None), ("missed", None), ("cancelled", None), ("done", True)])
def test_only_a_talk_that_took_place_counts(program, cora, state, met):
    Program.objects.filter(pk=program.pk).update(assessment_required=True)
    program.refresh_from_db()
    request = make_request(program)
    slot = InterviewSlot.objects.create(
        program=program,
        interviewer=cora,
        starts_at=timezone.now(),
        ends_at=timezone.now() + timezone.timedelta(hours=1),
    )
    Interview.objects.create(program=program, assessment=request, slot=slot, state=state)
    assert passed(eligibility_of(request), Rule.FIRST_TALK) is met


class TestTopics:
    @pytest.fixture
    def two(self, program):
        topics = [Topic.objects.create(slug=slug, name_en=slug, name_fr=slug) for slug in ("grief", "sleep")]
        program.topics.set(topics)
        return topics

    def test_somebody_who_asks_for_a_topic_of_the_program_fits(self, program, two):
        assert passed(eligibility_of(make_request(program, topics=[two[0].pk])), Rule.TOPIC) is True

    def test_somebody_who_chose_none_is_read_by_a_person(self, program, two):
        eligibility = eligibility_of(make_request(program, topics=[]))
        assert passed(eligibility, Rule.TOPIC) is None
        assert eligibility.result == Result.NEEDS_REVIEW

    def test_a_topic_the_program_has_given_up_needs_a_look_but_shuts_nobody_out(self, program, two):
        gone = Topic.objects.create(slug="gone", name_en="gone", name_fr="gone")
        eligibility = eligibility_of(make_request(program, topics=[gone.pk]))
        assert passed(eligibility, Rule.TOPIC) is False
        assert eligibility.result == Result.NEEDS_REVIEW

    def test_a_program_of_one_topic_has_no_such_rule(self, program, two):
        program.topics.remove(two[1])
        assert passed(eligibility_of(make_request(program)), Rule.TOPIC) == "no such rule"


@pytest.mark.parametrize("said", [True, False, None])
def test_how_long_people_agree_to_come_is_what_they_said(said):
    program = Program(languages=[], commitment_weeks=8)
    eligibility = check_eligibility(program, {} if said is None else {"commitment": said})
    assert passed(eligibility, Rule.COMMITMENT) is said
    assert "8 weeks" in words(eligibility, Rule.COMMITMENT)
    assert eligibility.result == (Result.ELIGIBLE if said else Result.NEEDS_REVIEW)


class TestGuardians:
    @pytest.mark.parametrize(
        ("jurisdiction", "youngest"), [("CA-QC", 14), ("CA", 13), ("FR", 15), ("US", 13), ("EU", 16)]
    )
    def test_each_place_has_its_age(self, jurisdiction, youngest):
        program = make_program(jurisdiction=jurisdiction)
        assert facts_of(make_request(program)).guardian_age == youngest
        assert passed(eligibility_of(make_request(program, "Bea", age=youngest - 1)), Rule.GUARDIAN) is False
        assert passed(eligibility_of(make_request(program, "Eve", age=youngest)), Rule.GUARDIAN) == "no such rule"

    def test_the_age_of_a_place_can_be_changed(self, program):
        GuardianAge.objects.filter(jurisdiction=program.jurisdiction).update(age=16)
        assert passed(eligibility_of(make_request(program, age=15)), Rule.GUARDIAN) is False

    def test_a_consent_meets_the_rule(self, program):
        request = make_request(program, age=12)
        assert words(eligibility_of(request), Rule.GUARDIAN).startswith("12 years old; below 14")
        GuardianConsent.objects.create(
            program=program, assessment=request, text=program.consent_texts.get(), name="Lou", relation="mother",
            contact="555", language="fr", given_at=timezone.now(),
        )  # fmt: skip
        assert passed(eligibility_of(request), Rule.GUARDIAN) is True

    @pytest.mark.parametrize(
        ("age", "limit", "needed"),
        [(13, 14, True), (14, 14, False), (0, 14, True), (None, 14, False), (5, None, False)],
    )
    def test_who_needs_one(self, age, limit, needed):
        assert needs_guardian(age, limit) is needed


class TestCrisis:
    def test_an_answer_that_worries_needs_a_person_until_somebody_has_seen_to_it(self, program, cora):
        request = make_request(program)
        assert passed(eligibility_of(request), Rule.CRISIS) == "no such rule"
        case = open_case(program, key="k", origin=CaseOrigin.RISK_ANSWER, about=request, note="…")
        assert passed(eligibility_of(request), Rule.CRISIS) is None
        assert eligibility_of(request).result == Result.NEEDS_REVIEW
        take_up_case(case, by=cora)
        assert passed(eligibility_of(request), Rule.CRISIS) is None
        close_case(case, by=cora, note="She is well.")
        assert passed(eligibility_of(request), Rule.CRISIS) is True

    def test_a_case_about_the_same_person_counts_and_one_elsewhere_does_not(self, program, mia):
        ravi = make_person("Ravi")
        request = make_request(program, person=ravi)
        open_case(make_program(), key="elsewhere", origin=CaseOrigin.CONCERN, about=mia, note="…", person=ravi)
        assert facts_of(request).crisis == ""
        open_case(program, key="here", origin=CaseOrigin.CONCERN, about=mia, note="…", person=ravi)
        assert facts_of(request).crisis == "open"


def test_every_fact_costs_one_query_together(program, django_assert_num_queries):
    request = make_request(program)
    with django_assert_num_queries(1):
        assert facts_of(request) == Facts(topics=frozenset(), guardian_age=14)
