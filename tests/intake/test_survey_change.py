"""From the link to the report on change: two waves, one of them late, counted with the person's yes and no longer."""

import datetime

import pytest
from django.utils import timezone

from intake.models import Score
from intake.outcomes import wave_scores
from intake.services.survey_answers import answer_research, begin_survey, research_to_ask, send_survey
from programs.models import Consent, ConsentText, Purpose
from programs.services.consents import withdraw_consent
from tests.intake.questionnaires.making import choice
from tests.intake.surveying import ask, make_plan, make_questionnaire
from tests.make import make_participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def waves(program):
    """The same nine questions on day 0 and on day 30."""
    phq = make_questionnaire(program, *[choice(f"i{number}") for number in range(9)], instrument="phq-9")
    return [make_plan(program, questionnaire=phq, day=day) for day in (0, 30)]


def answer(plan, participation, letter, **fields):
    survey = ask(plan, participation, **fields)
    response = begin_survey(survey, language="en")
    response.answers = {f"i{number}": [letter] for number in range(8)} | {"i8": ["a"]}
    response.save()
    return send_survey(survey, response)


def scores(program):
    found = wave_scores(program, "phq-9")
    return dict(zip(found.waves, found.scores.tolist(), strict=True))


def test_two_waves_of_one_person_are_a_pair_while_their_consent_stands(program, waves, mia, noor):
    ConsentText.objects.create(program=program, purpose=Purpose.RESEARCH, body_en="We count.", body_fr="On compte.")
    yesterday = timezone.now().date() - datetime.timedelta(days=1)
    answer(waves[0], mia, "c")
    answer(waves[1], mia, "b", overdue_on=yesterday)  # late, and after the next one was asked
    answer(waves[0], noor, "d")
    assert set(Score.objects.values_list("participation", "wave", "value")) == {
        (mia.pk, 0, 16.0),
        (mia.pk, 30, 8.0),
        (noor.pk, 0, 24.0),
    }
    assert scores(program) == {}  # nobody has agreed yet

    text = research_to_ask(ask(waves[0], make_participation(program), occasion="x"))
    answer_research(text, person=mia.person, agrees=True, language="en")
    answer_research(text, person=noor.person, agrees=False, language="en")
    assert scores(program) == {0: [16.0], 30: [8.0]}

    withdraw_consent(Consent.objects.get(), by=mia.person)
    assert scores(program) == {}
